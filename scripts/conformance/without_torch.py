"""A stand-in for PyTorch, so that Ultralytics' dataset check, which calls none of it, can be imported without it."""

import importlib.machinery
import importlib.metadata
import sys


class Meta(type):
    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Meta(name, (Anything,), {})


class Anything(UserWarning, metaclass=Meta):
    """Every name of PyTorch: a class, a decorator, a context, a warning, whatever the importing line takes it for."""

    def __init__(self, *args, **kwargs):
        pass

    def __call__(self, *args, **kwargs):
        return args[0] if args and callable(args[0]) else self

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Anything()

    def __class_getitem__(cls, item):
        return cls

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False


class Module(type(sys)):
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Meta(name, (Anything,), {})


class Finder:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("torch", "torchvision"):
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec):
        module = Module(spec.name)
        module.__version__ = "2.6.0"
        module.__path__ = []
        return module

    def exec_module(self, module):
        pass


def install():
    versions = importlib.metadata.version
    importlib.metadata.version = lambda name: "2.6.0" if name in ("torch", "torchvision") else versions(name)
    sys.meta_path.insert(0, Finder())
