"""The memory of what was published (`memory`), and the cache that saves time (`cache`): the homes of SQL."""
