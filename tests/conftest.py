pytest_plugins = ["tests.cast", "tests.guards", "tests.browser"]
