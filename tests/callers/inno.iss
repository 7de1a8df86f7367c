; Inno Setup, with its Pascal Script
;
; Copyright 2026 the netapi32 session project
;
; This library is free software; you can redistribute it and/or
; modify it under the terms of the GNU Lesser General Public
; License as published by the Free Software Foundation; either
; version 2.1 of the License, or (at your option) any later version.
;
; This library is distributed in the hope that it will be useful,
; but WITHOUT ANY WARRANTY; without even the implied warranty of
; MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the GNU
; Lesser General Public License for more details.
;
; You should have received a copy of the GNU Lesser General Public
; License along with this library; if not, write to the Free Software
; Foundation, Inc., 51 Franklin St, Fifth Floor, Boston, MA 02110-1301, USA

; ISCC /Q /O<folder> /F<name> inno.iss
; <name>.exe /VERYSILENT /SUPPRESSMSGBOXES /server=\\server /client=\\client /user=user /out=file
; The program is a setup that installs nothing. Inno Setup's own Setup.e32 runs the calls.

[Setup]
AppName=sessions
AppVersion=1
DefaultDirName={tmp}
CreateAppDir=no
Uninstallable=no
PrivilegesRequired=lowest
Compression=none
UseSetupLdr=no

[Code]
type
  TInfo0 = record
    client: Cardinal;
  end;
  TInfo1 = record
    client, user, opens, time, idle, flags: Cardinal;
  end;
  TInfo2 = record
    client, user, opens, time, idle, flags, cltype: Cardinal;
  end;
  TInfo10 = record
    client, user, time, idle: Cardinal;
  end;
  TInfo502 = record
    client, user, opens, time, idle, flags, cltype, transport: Cardinal;
  end;

function NetSessionGetInfo(server, client, user: String; level: Cardinal;
  var buffer: Cardinal): Cardinal;
  external 'NetSessionGetInfo@netapi32.dll stdcall';
function NetSessionEnum(server: String; client, user, level: Cardinal; var buffer: Cardinal;
  length: Cardinal; var read, total: Cardinal; resume: Cardinal): Cardinal;
  external 'NetSessionEnum@netapi32.dll stdcall';
function NetApiBufferFree(buffer: Cardinal): Cardinal;
  external 'NetApiBufferFree@netapi32.dll stdcall';

function lstrlenW(s: Cardinal): Integer;
  external 'lstrlenW@kernel32.dll stdcall';
function lstrcpyW(dest: String; src: Cardinal): Cardinal;
  external 'lstrcpyW@kernel32.dll stdcall';

procedure Copy0(var dest: TInfo0; src, size: Cardinal);
  external 'RtlMoveMemory@kernel32.dll stdcall';
procedure Copy1(var dest: TInfo1; src, size: Cardinal);
  external 'RtlMoveMemory@kernel32.dll stdcall';
procedure Copy2(var dest: TInfo2; src, size: Cardinal);
  external 'RtlMoveMemory@kernel32.dll stdcall';
procedure Copy10(var dest: TInfo10; src, size: Cardinal);
  external 'RtlMoveMemory@kernel32.dll stdcall';
procedure Copy502(var dest: TInfo502; src, size: Cardinal);
  external 'RtlMoveMemory@kernel32.dll stdcall';

var
  Lines: TArrayOfString;

procedure AddLine(line: String);
begin
  SetArrayLength(Lines, GetArrayLength(Lines) + 1);
  Lines[GetArrayLength(Lines) - 1] := line;
end;

function Number(name: String; value: Cardinal): String;
begin
  Result := ';' + name + '=' + IntToStr(value);
end;

function Text(name: String; address: Cardinal): String;
var
  s: String;
begin
  SetLength(s, lstrlenW(address));
  lstrcpyW(s, address);
  Result := ';' + name + '=' + s;
end;

function Timed(const info: TInfo10): String;
begin
  Result := Text('client', info.client) + Text('user', info.user) + Number('time', info.time) +
    Number('idle', info.idle);
end;

function InfoAt(level, buffer: Cardinal): String;
var
  info0: TInfo0;
  info1: TInfo1;
  info2: TInfo2;
  info10: TInfo10;
  info502: TInfo502;
begin
  case level of
    0: begin
      Copy0(info0, buffer, 4);
      Result := Text('client', info0.client);
    end;
    1: begin
      Copy1(info1, buffer, 24);
      Result := Text('client', info1.client) + Text('user', info1.user) +
        Number('opens', info1.opens) + Number('time', info1.time) + Number('idle', info1.idle) +
        Number('flags', info1.flags);
    end;
    2: begin
      Copy2(info2, buffer, 28);
      Result := Text('client', info2.client) + Text('user', info2.user) +
        Number('opens', info2.opens) + Number('time', info2.time) + Number('idle', info2.idle) +
        Number('flags', info2.flags) + Text('type', info2.cltype);
    end;
    10: begin
      Copy10(info10, buffer, 16);
      Result := Timed(info10);
    end;
    502: begin
      Copy502(info502, buffer, 32);
      Result := Text('client', info502.client) + Text('user', info502.user) +
        Number('opens', info502.opens) + Number('time', info502.time) +
        Number('idle', info502.idle) + Number('flags', info502.flags) +
        Text('type', info502.cltype) + Text('transport', info502.transport);
    end;
  end;
end;

procedure GetInfo(level: Cardinal);
var
  buffer, status: Cardinal;
  line: String;
begin
  buffer := 0;
  status := NetSessionGetInfo(ExpandConstant('{param:server}'), ExpandConstant('{param:client}'),
    ExpandConstant('{param:user}'), level, buffer);
  line := 'info;' + IntToStr(level) + ';' + IntToStr(status);
  if status = 0 then
    line := line + InfoAt(level, buffer) + ';freed=' + IntToStr(NetApiBufferFree(buffer));
  AddLine(line);
end;

procedure Enumerate();
var
  buffer, status, read, total, i: Cardinal;
  sessions: TArrayOfString;
  info: TInfo10;
begin
  buffer := 0;
  read := 0;
  total := 0;
  status := NetSessionEnum(ExpandConstant('{param:server}'), 0, 0, 10, buffer, $ffffffff, read,
    total, 0);
  SetArrayLength(sessions, read);
  i := 0;
  while i < read do
  begin
    Copy10(info, buffer + 16 * i, 16);
    sessions[i] := 'session' + Timed(info);
    i := i + 1;
  end;
  AddLine('enum;' + IntToStr(status) + ';' + IntToStr(read) + ';' + IntToStr(total) + ';freed=' +
    IntToStr(NetApiBufferFree(buffer)));
  for i := 0 to GetArrayLength(sessions) - 1 do
    AddLine(sessions[i]);
end;

function InitializeSetup(): Boolean;
begin
  GetInfo(0);
  GetInfo(1);
  GetInfo(2);
  GetInfo(3);
  GetInfo(10);
  GetInfo(502);
  Enumerate();
  SaveStringsToUTF8FileWithoutBOM(ExpandConstant('{param:out}'), Lines, False);
  Result := False;
end;
