; NSIS, with its System plugin
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

; makensis -DTARGET=x86-ansi|x86-unicode|amd64-unicode -DOUT=nsis.exe nsis.nsi
; nsis.exe /S /server=\\server /client=\\client /user=user /out=file
; The program is an installer that installs nothing. The stub and the plugin are NSIS' own.

Target ${TARGET}
Name "sessions"
OutFile "${OUT}"
SilentInstall silent
RequestExecutionLevel user

!include FileFunc.nsh

Var server
Var client
Var user
Var out
Var file
Var buffer
Var line
Var size

; An ANSI installer writes in the code page of the machine.
!macro WriteLine
    FileWrite $file "$line$\r$\n"
!macroend
!if "${TARGET}" != x86-ansi
    !macroundef WriteLine
    !macro WriteLine
        FileWriteUTF16LE $file "$line$\r$\n"
    !macroend
!endif

!macro Add text
    StrCpy $line "$line${text}"
!macroend

; Calls NetApiBufferFree, and writes its result.
!macro Free
    System::Call "netapi32::NetApiBufferFree(p $buffer) i .r0"
    !insertmacro Add ";freed=$0"
!macroend

; Calls at LEVEL, and leaves the fields of the structure in $1, $2...
!macro GetInfo LEVEL FIELDS
    System::Call "netapi32::NetSessionGetInfo(w '$server', w '$client', w '$user', \
        i ${LEVEL}, *p .s) i .r0"
    Pop $buffer
    StrCpy $line "info;${LEVEL};$0"
    ${If} $0 == 0
        System::Call "*$buffer(${FIELDS})"
!macroend

!macro End
        !insertmacro Free
    ${EndIf}
    !insertmacro WriteLine
!macroend

!include LogicLib.nsh

Section
    ${GetParameters} $R0
    ${GetOptions} $R0 "/server=" $server
    ${GetOptions} $R0 "/client=" $client
    ${GetOptions} $R0 "/user=" $user
    ${GetOptions} $R0 "/out=" $out
    FileOpen $file $out w

    !insertmacro GetInfo 0 "w .r1"
        !insertmacro Add ";client=$1"
    !insertmacro End

    !insertmacro GetInfo 1 "w .r1, w .r2, i .r3, i .r4, i .r5, i .r6"
        !insertmacro Add ";client=$1;user=$2;opens=$3;time=$4;idle=$5;flags=$6"
    !insertmacro End

    !insertmacro GetInfo 2 "w .r1, w .r2, i .r3, i .r4, i .r5, i .r6, w .r7"
        !insertmacro Add ";client=$1;user=$2;opens=$3;time=$4;idle=$5;flags=$6;type=$7"
    !insertmacro End

    !insertmacro GetInfo 3 ""
    !insertmacro End

    !insertmacro GetInfo 10 "w .r1, w .r2, i .r3, i .r4"
        !insertmacro Add ";client=$1;user=$2;time=$3;idle=$4"
    !insertmacro End

    !insertmacro GetInfo 502 "w .r1, w .r2, i .r3, i .r4, i .r5, i .r6, w .r7, w .r8"
        !insertmacro Add ";client=$1;user=$2;opens=$3;time=$4;idle=$5;flags=$6;type=$7"
        !insertmacro Add ";transport=$8"
    !insertmacro End

    System::Call "netapi32::NetSessionEnum(w '$server', p 0, p 0, i 10, *p .s, i -1, *i .r1, \
        *i .r2, p 0) i .r0"
    Pop $buffer
    StrCpy $line "enum;$0;$1;$2"
    StrCpy $R1 $line
    StrCpy $R2 $buffer
    StrCpy $R3 0
    IntOp $size 2 * ${NSIS_PTR_SIZE}
    IntOp $size $size + 8
    ; Writes the line of the call first, and frees the buffer last.
    StrCpy $R5 ""
    ${While} $R3 < $1
        System::Call "*$R2(w .r4, w .r5, i .r6, i .r7)"
        StrCpy $R5 "$R5$\r$\nsession;client=$4;user=$5;time=$6;idle=$7"
        IntPtrOp $R2 $R2 + $size
        IntOp $R3 $R3 + 1
    ${EndWhile}
    StrCpy $line $R1
    !insertmacro Free
    !insertmacro Add "$R5"
    !insertmacro WriteLine
    FileClose $file
SectionEnd
