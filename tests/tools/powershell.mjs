// Parses a script of PowerShell
//
// Copyright 2026 the netapi32 session project
//
// This library is free software; you can redistribute it and/or
// modify it under the terms of the GNU Lesser General Public
// License as published by the Free Software Foundation; either
// version 2.1 of the License, or (at your option) any later version.
//
// This library is distributed in the hope that it will be useful,
// but WITHOUT ANY WARRANTY; without even the implied warranty of
// MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the GNU
// Lesser General Public License for more details.
//
// You should have received a copy of the GNU Lesser General Public
// License along with this library; if not, write to the Free Software
// Foundation, Inc., 51 Franklin St, Fifth Floor, Boston, MA 02110-1301, USA

// node powershell.mjs PACKAGES SCRIPT [VARIABLE]: prints the line of each error, or the strings
// that the variable is made of, joined and with the environment's variables in them. The packages
// are those of the file "packages".

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [packages, script, variable] = process.argv.slice(2);
const { Language, Parser } =
    await import(pathToFileURL(`${packages}/web-tree-sitter/web-tree-sitter.js`));
await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(
    `${packages}/tree-sitter-powershell/tree-sitter-powershell.wasm`));
const root = parser.parse(readFileSync(script, "utf8")).rootNode;

function errors(node) {
    if (node.isError || node.isMissing) return [node];
    return node.hasError ? node.children.flatMap(errors) : [];
}

function stringsOf(name) {
    const assignment = root.descendantsOfType("assignment_expression").find(
        node => node.firstChild.text === name);
    return assignment.descendantsOfType("expandable_string_literal").map(
        node => node.text.slice(1, -1).replace(/\$env:(\w+)/g, (_, key) => process.env[key]));
}

for (const node of errors(root)) console.log(`${script}:${node.startPosition.row + 1}`);
if (variable) console.log(stringsOf(variable).join(""));
process.exitCode = root.hasError ? 1 : 0;
