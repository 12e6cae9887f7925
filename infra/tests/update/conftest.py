def pytest_addoption(parser):
    parser.addoption("--former", action="store_true", help="update from the former version's own template and binaries")
