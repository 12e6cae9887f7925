def pytest_addoption(parser):
    parser.addoption("--generated", type=int, default=100, help="how many snapshots are generated")
    parser.addoption("--seed", type=int, default=0, help="the seed of the first of them")
