"""Registry files, one after another. A broken one stops none of the others."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from federator.model.details import in_chinese
from federator.model.errors import ConfigError, Fault
from federator.model.site import Site
from federator.model.words import Words
from federator.registry.reading import Accepted, read_site


def toml_files(paths: Iterable[Path]) -> list[Path]:
    """The files, and those ending in ``.toml`` of the folders.

    :raises ConfigError: where a folder cannot be looked into.
    """
    return [file for path in paths for file in (_within(path) if path.is_dir() else [path])]


def read_sites(files: Iterable[Path], accepted: Accepted) -> Iterator[Site | ConfigError]:
    """The site of each file, or what is wrong with it. Of two files that name one site the second is refused."""
    taken: dict[str, Path] = {}
    for file in files:
        try:
            site = read_site(file, accepted)
        except ConfigError as error:
            yield error
            continue
        if site.id in taken:
            what = Words(f"id {site.id!r} 已用于 {taken[site.id]}", f"id {site.id!r} is taken by {taken[site.id]}")
            yield ConfigError((Fault(f"{file}: id", what, Words("换一个 id", "choose another id")),))
            continue
        taken[site.id] = file
        yield site


def _within(folder: Path) -> list[Path]:
    try:
        return sorted(file for file in folder.iterdir() if file.suffix == ".toml")
    except OSError as error:
        what = Words(f"无法读取（{in_chinese(str(error.strerror))}）", f"cannot be read ({error.strerror})")
        remedy = Words("检查路径和权限", "see to path and permissions")
        raise ConfigError((Fault(str(folder), what, remedy),)) from error
