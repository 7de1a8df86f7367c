# Perl, with Win32::API
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

use strict;
use warnings;
use Win32::API;

my $pointer = length(pack 'J', 0);
my @counted = qw(client user opens time idle flags);
my %layouts = (
    0 => ['client'],
    1 => [@counted],
    2 => [@counted, 'type'],
    10 => [qw(client user time idle)],
    502 => [@counted, qw(type transport)],
);

my $get_info = Win32::API::More->new('netapi32', 'NetSessionGetInfo', 'PPPNP', 'N') or die;
my $widen = Win32::API::More->new('kernel32', 'MultiByteToWideChar', 'NNPNPN', 'N') or die;
my $free = Win32::API::More->new('netapi32', 'NetApiBufferFree', 'N', 'N') or die;

binmode STDOUT;

sub string_at
{
    my ($address) = @_;
    my $bytes = '';

    while ((my $unit = unpack 'P2', pack 'J', $address + length $bytes) ne "\0\0")
    {
        $bytes .= $unit;
    }
    utf8::encode(my $text = pack 'U*', unpack 'v*', $bytes);
    return $text;
}

# Returns the fields as text
sub read_info
{
    my ($level, $address) = @_;
    my ($text, $offset) = ('', 0);

    for my $field (@{$layouts{$level}})
    {
        my $is_string = $field =~ /^(client|user|type|transport)$/;
        my $size = $is_string ? $pointer : 4;
        $offset = ($offset + $size - 1) & ~($size - 1);
        my $bytes = unpack "P$size", pack 'J', $address + $offset;
        $text .= ";$field=" . ($is_string ? string_at(unpack 'J', $bytes) : unpack 'L', $bytes);
        $offset += $size;
    }
    return $text;
}

sub get_info
{
    my ($names, $level) = @_;
    my $out = pack 'J', 0;
    my $status = $get_info->Call(@$names, $level, $out);

    print "info;$level;$status";
    if (!$status)
    {
        print read_info($level, unpack 'J', $out);
        print ';freed=', $free->Call(unpack 'J', $out);
    }
    print "\n";
}

# Windows passes a program's arguments in the ANSI code page.
sub wide
{
    my ($name) = @_;
    my $out = "\0\0" x (1 + length $name);

    $widen->Call(0, 0, $name, -1, $out, 1 + length $name) or die;
    return $out;
}

my @names = map { wide($_) } @ARGV;
get_info(\@names, $_) for (0, 1, 2, 3, 10, 502);
