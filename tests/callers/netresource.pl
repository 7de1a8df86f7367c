# Perl, with its module Win32::NetResource
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

# netresource.pl SERVER SHARE: prints what the module says about the share, and about one that is
# not there

use strict;
use warnings;
use Win32::NetResource qw(NetShareGetInfo GetError);

sub show
{
    my ($server, $share) = @_;
    my (%info, $error);

    my $good = NetShareGetInfo($share, \%info, $server);
    GetError($error);
    print "$share: error ", $good ? 0 : $error, "\n";
    print "$_=", $info{$_}, "\n" for $good ? sort keys %info : ();
}

my ($server, $share) = @ARGV;
show($server, $share);
show($server, 'nosuch');
