# Ruby, with Fiddle
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

require 'fiddle'

POINTER = Fiddle::SIZEOF_VOIDP
COUNTED = %i[client user opens time idle flags]
LAYOUTS = {
  0 => %i[client], 1 => COUNTED, 2 => COUNTED + %i[type], 3 => nil, 10 => %i[client user time idle],
  502 => COUNTED + %i[type transport]
}
STRINGS = %i[client user type transport]

netapi32 = Fiddle.dlopen('netapi32.dll')
abi = POINTER == 4 ? Fiddle::Function::STDCALL : Fiddle::Function::DEFAULT
function = lambda do |name, *types|
  Fiddle::Function.new(netapi32[name], types, -Fiddle::TYPE_INT, abi)
end
P = Fiddle::TYPE_VOIDP
D = -Fiddle::TYPE_INT
GET_INFO = function.call('NetSessionGetInfo', P, P, P, D, P)
ENUM = function.call('NetSessionEnum', P, P, P, D, P, D, P, P, P)
FREE = function.call('NetApiBufferFree', P)

def wide(text)
  "#{text}\0".encode('UTF-16LE')
end

def string_at(address)
  pointer = Fiddle::Pointer.new(address)
  length = 0
  length += 2 until pointer[length, 2] == "\0\0"
  pointer[0, length].force_encoding('UTF-16LE').encode('UTF-8')
end

# Returns the fields, and the structure's size
def read_info(level, address)
  pointer = Fiddle::Pointer.new(address)
  offset = 0
  text = LAYOUTS[level].map do |field|
    size = STRINGS.include?(field) ? POINTER : 4
    offset = (offset + size - 1) & -size
    value = pointer[offset, size].unpack(size == 8 ? 'Q' : 'L')[0]
    offset += size
    ";#{field}=#{STRINGS.include?(field) ? string_at(value) : value}"
  end
  [text.join, (offset + POINTER - 1) & -POINTER]
end

def address_in(out)
  out[0, POINTER].unpack(POINTER == 8 ? 'Q' : 'L')[0]
end

def get_info(names, level)
  out = Fiddle::Pointer.malloc(POINTER)
  status = GET_INFO.call(*names, level, out)
  print "info;#{level};#{status}"
  if status == 0
    print read_info(level, address_in(out))[0]
    print ";freed=#{FREE.call(address_in(out))}"
  end
  puts
end

def enumerate(server)
  out, read, total = Array.new(3) { Fiddle::Pointer.malloc(8) }
  out[0, 8] = read[0, 8] = total[0, 8] = "\0" * 8
  status = ENUM.call(server, nil, nil, 10, out, 0xffffffff, read, total, nil)
  count = read[0, 4].unpack('L')[0]
  address = address_in(out)
  infos = Array.new(count) do
    text, size = read_info(10, address)
    address += size
    text
  end
  puts "enum;#{status};#{count};#{total[0, 4].unpack('L')[0]};freed=#{FREE.call(address_in(out))}"
  infos.each { |text| puts "session#{text}" }
end

$stdout.set_encoding('UTF-8')
names = ARGV.map { |name| wide(name.encode('UTF-8')) }
LAYOUTS.each_key { |level| get_info(names, level) }
enumerate(names[0])
