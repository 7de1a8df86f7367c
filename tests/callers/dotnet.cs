// .NET, with P/Invoke and its marshaller
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

using System;
using System.IO;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;

[StructLayout( LayoutKind.Sequential, CharSet = CharSet.Unicode )]
struct SESSION_INFO_0
{
    public string client;
}

[StructLayout( LayoutKind.Sequential, CharSet = CharSet.Unicode )]
struct SESSION_INFO_1
{
    public string client, user;
    public uint opens, time, idle, flags;
}

[StructLayout( LayoutKind.Sequential, CharSet = CharSet.Unicode )]
struct SESSION_INFO_2
{
    public string client, user;
    public uint opens, time, idle, flags;
    public string type;
}

[StructLayout( LayoutKind.Sequential, CharSet = CharSet.Unicode )]
struct SESSION_INFO_10
{
    public string client, user;
    public uint time, idle;
}

[StructLayout( LayoutKind.Sequential, CharSet = CharSet.Unicode )]
struct SESSION_INFO_502
{
    public string client, user;
    public uint opens, time, idle, flags;
    public string type, transport;
}

static class Program
{
    /* Console's writer would use the encoding of the console. */
    static TextWriter output = new StreamWriter( Console.OpenStandardOutput(),
                                                 new UTF8Encoding( false ) );

    [DllImport( "netapi32.dll", CharSet = CharSet.Unicode )]
    static extern uint NetSessionGetInfo( string server, string client, string user, uint level,
                                          out IntPtr buffer );

    [DllImport( "netapi32.dll" )]
    static extern uint NetApiBufferFree( IntPtr buffer );

    static string Show( object info )
    {
        StringBuilder text = new StringBuilder();

        foreach (FieldInfo field in info.GetType().GetFields())
            text.Append( ";" + field.Name + "=" + field.GetValue( info ) );
        return text.ToString();
    }

    static void GetInfo<T>( string[] names, uint level )
    {
        IntPtr buffer;
        uint status = NetSessionGetInfo( names[0], names[1], names[2], level, out buffer );
        string line = "info;" + level + ";" + status;

        if (status == 0)
        {
            line += Show( Marshal.PtrToStructure<T>( buffer ) );
            line += ";freed=" + NetApiBufferFree( buffer );
        }
        output.WriteLine( line );
    }

    static void Main( string[] names )
    {
        GetInfo<SESSION_INFO_0>( names, 0 );
        GetInfo<SESSION_INFO_1>( names, 1 );
        GetInfo<SESSION_INFO_2>( names, 2 );
        GetInfo<SESSION_INFO_0>( names, 3 );
        GetInfo<SESSION_INFO_10>( names, 10 );
        GetInfo<SESSION_INFO_502>( names, 502 );
        output.Flush();
    }
}
