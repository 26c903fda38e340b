"""The homes of SQL: the memory of what was published (`memory`, `frozen`), the cache that saves time (`cache`, …)."""
