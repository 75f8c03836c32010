"""Keys, not names: the county office's offline tool, which `offline/pseudonymise.py` is on any machine with Python."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from commands.common import say
from data.errors import DataError
from data.text import Text
from offline.pseudonymise import Refused, make_key
from offline.pseudonymise import pseudonymise as replace_numbers

app = typer.Typer()


@app.command()
def pseudonymise(
    file: Annotated[Path, typer.Argument(help="A workbook or CSV file with ID numbers. 含身份证号的工作簿或 CSV")],
    key_file: Annotated[Path, typer.Option("--key-file", help="The county's key. 县密钥文件")],
    out: Annotated[Path | None, typer.Option("--out", help="The file to write. 输出文件")] = None,
    new_key: Annotated[bool, typer.Option("--new-key", help="Make the key first. 先生成密钥")] = False,
) -> None:
    """Replace ID numbers by keyed codes and drop names and phones. 用密钥把身份证号换成编码。"""
    target = out or file.with_name(f"{file.stem}-coded{file.suffix}")
    try:
        if new_key:
            make_key(key_file)
        count = replace_numbers(file, key_file, target)
    except (Refused, OSError) as error:
        english, _, chinese = str(error).partition(" / ")
        raise DataError(Text(english, chinese or english), str(file)) from error
    say(f"{count} ID numbers replaced 已替换 {count} 个身份证号: {target}")
