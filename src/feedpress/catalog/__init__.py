"""The homes of SQL: the memory of what was published (`memory`, …), the cache that saves time (`cache`, …)."""
