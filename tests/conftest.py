pytest_plugins = ["tests.cast", "tests.guards", "tests.bare", "tests.browser"]
