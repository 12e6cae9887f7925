def pytest_addoption(parser):
    parser.addoption("--all", action="store_true", help="every case, not only the short ones")
