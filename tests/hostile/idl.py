#
# The types and methods of an IDL file
#
# Copyright 2026 the netapi32 session project
#
# This library is free software; you can redistribute it and/or
# modify it under the terms of the GNU Lesser General Public
# License as published by the Free Software Foundation; either
# version 2.1 of the License, or (at your option) any later version.
#
# This library is distributed in the hope that it will be useful,
# but WITHOUT ANY WARRANTY; without even the implied warranty of
# MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the GNU
# Lesser General Public License for more details.
#
# You should have received a copy of the GNU Lesser General Public
# License along with this library; if not, write to the Free Software
# Foundation, Inc., 51 Franklin St, Fifth Floor, Boston, MA 02110-1301, USA


"""Reads what srvsvc.idl and wkssvc.idl use of the language: structures, unions with cases, strings,
counted and varying arrays, unique pointers, and the methods with their parameters."""

import re

NUMBERS = {"DWORD": 4, "ULONG": 4, "LONG": 4, "BOOL": 4, "NET_API_STATUS": 4, "BOOLEAN": 1,
           "char": 1, "WCHAR": 2}
TOKEN = re.compile(r'[A-Za-z_]\w*|\d+|"(?:\\.|[^"\\])*"|[^\s\w]')


class Number:
    def __init__(self, size):
        self.size = size


class String:
    """A string with its terminator, where it stands itself"""


class Array:
    """Elements. The count is that of another member or parameter, or a fixed number. Those that are
    on the wire can be fewer; then there is a count of them, too."""

    def __init__(self, element, count, varying):
        self.element = element
        self.count = count
        self.varying = varying


class Pointer:
    """One that can be NULL"""

    def __init__(self, target):
        self.target = target


class Struct:
    def __init__(self, name, members):
        self.name = name
        self.members = members      # of names and types


class Union:
    def __init__(self, cases):
        self.cases = cases          # of level and type


class Switched:
    """A union whose case a member or parameter says"""

    def __init__(self, union, level):
        self.union = union
        self.level = level


class Parameter:
    def __init__(self, name, kind, attributes):
        self.name = name
        self.kind = kind
        self.is_in = "in" in attributes
        self.is_out = "out" in attributes


class Method:
    def __init__(self, interface, opnum, name, parameters):
        self.interface = interface
        self.opnum = opnum
        self.name = name
        self.parameters = parameters

    @property
    def outs(self):
        return [parameter for parameter in self.parameters if parameter.is_out]


def tokens_of(text):
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    text = re.sub(r"^\s*#.*$", "", text, flags=re.M)
    text = re.sub(r"cpp_quote\(.*\)\s*$", "", text, flags=re.M)
    return TOKEN.findall(text)


class Parser:
    def __init__(self, text):
        self.tokens = tokens_of(text)
        self.pos = 0
        self.types = {name: Number(size) for name, size in NUMBERS.items()}
        self.types["void"] = None
        self.methods = []
        self.interface = None

    def peek(self):
        return self.tokens[self.pos] if self.pos < len(self.tokens) else None

    def take(self, expected=None):
        token = self.peek()
        if token is None or expected not in (None, token):
            raise SyntaxError(f"{token} in place of {expected}")
        self.pos += 1
        return token

    def skip(self, token):
        if self.peek() != token:
            return False
        self.pos += 1
        return True

    def attributes(self):
        """Names, with what is in the parentheses behind them"""
        found = {}
        while self.skip("["):
            while not self.skip("]"):
                name, depth, argument = self.take(), 0, []
                while depth or self.peek() not in (",", "]"):
                    token = self.take()
                    depth += (token == "(") - (token == ")")
                    argument.append(token)
                found[name] = "".join(argument[1:-1])
                self.skip(",")
        return found

    def named_type(self):
        name = self.take()
        while name in ("unsigned", "signed", "const", "struct"):
            name = self.take()
        return self.types[name]

    def declarator(self, kind, attributes):
        """Name and type of a member or parameter"""
        stars = 0
        while self.skip("*"):
            stars += 1
        name = self.take()
        if self.skip("["):
            kind = Array(kind, int(self.take()), "length_is" in attributes)
            self.take("]")
        if "string" in attributes:
            return name, Pointer(String())
        if "switch_is" in attributes:
            kind = Switched(kind, attributes["switch_is"])
        if "size_is" in attributes:
            element = kind if stars else kind.target
            return name, Pointer(Array(element, attributes["size_is"], "length_is" in attributes))
        for _ in range(stars):
            kind = Pointer(kind)
        return name, kind

    def struct(self):
        name = self.take()
        self.take("{")
        members = {}
        while not self.skip("}"):
            attributes = self.attributes()
            member, kind = self.declarator(self.named_type(), attributes)
            members[member] = kind
            self.take(";")
        return Struct(name, members)

    def union(self):
        self.take()
        self.take("{")
        cases = {}
        while not self.skip("}"):
            attributes = self.attributes()
            if self.skip(";"):      # the default, which is nothing
                continue
            _, kind = self.declarator(self.named_type(), attributes)
            cases[int(attributes["case"])] = kind
            self.take(";")
        return Union(cases)

    def typedef(self):
        attributes = self.attributes()
        if self.skip("struct"):
            kind = self.struct()
        elif self.skip("union"):
            kind = self.union()
        else:
            kind = self.named_type()
        while not self.skip(";"):
            name, declared = self.declarator(kind, attributes)
            self.types[name] = declared
            self.skip(",")

    def method(self):
        self.named_type()
        name, parameters = self.take(), []
        self.take("(")
        while not self.skip(")"):
            if self.skip("void"):
                continue
            attributes = self.attributes()
            parameter, kind = self.declarator(self.named_type(), attributes)
            if isinstance(kind, Pointer) and "unique" not in attributes:
                kind = kind.target      # a reference, which is not on the wire
            parameters.append(Parameter(parameter, kind, attributes))
            self.skip(",")
        self.take(";")
        self.methods.append(Method(self.interface, len(self.methods), name, parameters))

    def parse(self):
        while self.peek():
            if self.skip("import"):
                self.take()
                self.take(";")
            elif self.skip("interface"):
                self.interface = self.take()
                self.take("{")
            elif self.skip("typedef"):
                self.typedef()
            elif self.peek() == "[":
                self.attributes()
            elif not self.skip("}"):
                self.method()
        return self


def read(path):
    """The methods by their names"""
    with open(path, encoding="utf-8") as file:
        parser = Parser(file.read()).parse()
    return {method.name: method for method in parser.methods}
