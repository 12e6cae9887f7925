def pytest_addoption(parser):
    parser.addoption("--generated", type=int, default=100, help="how many snapshots are generated")
