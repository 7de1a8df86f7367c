; Operates a script of AutoIt that asks in boxes and shows its result in a window
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

; autoit.au3 SCRIPT OUT ANSWER...
;
; The scripts are those of AutoIt's help. Each asks in a box "NetWork Demo" for a server and so on,
; and writes into an edit control of its window "NetShare". Then it waits until someone closes that.
; Here nobody looks at a screen: this gives the answers, waits until no more is written, and puts
; the text into the file OUT.

Opt("WinTitleMatchMode", 3)

; Gives an answer. Exits with 2 or 3 if the box does not open or close.
Func GiveAnswer($sAnswer)
    If Not WinWait("NetWork Demo", "", 60) Then Exit 2
    Local $hBox = WinGetHandle("NetWork Demo")
    ControlSetText($hBox, "", "Edit1", $sAnswer)
    ControlClick($hBox, "", "Button1")
    If Not WinWaitClose($hBox, "", 60) Then Exit 3
EndFunc

; A script says in a message box "Information" that a call failed.
Func CloseMessage()
    If Not WinExists("Information") Then Return ""
    Local $sMessage = WinGetText("Information")
    WinClose("Information")
    Return $sMessage
EndFunc

; The text in the window, once it has stayed the same for two seconds
Func WaitForText($iPid)
    Local $sText = "", $sOld, $sMessages = "", $iSame = 0, $hTimer = TimerInit()

    Do
        Sleep(200)
        $sOld = $sText
        $sText = ControlGetText("NetShare", "", "Edit1")
        $sMessages &= CloseMessage()
        $iSame += 1
        If $sText = "" Or $sText <> $sOld Then $iSame = 0
    Until $iSame >= 10 Or Not ProcessExists($iPid) Or TimerDiff($hTimer) > 60000
    Return $sText & $sMessages
EndFunc

Local $iPid = Run('"' & @AutoItExe & '" "' & $CmdLine[1] & '"')
For $i = 3 To $CmdLine[0]
    GiveAnswer($CmdLine[$i])
Next
Local $sText = WaitForText($iPid)
; 130 is for writing UTF-8
Local $hFile = FileOpen($CmdLine[2], 130)
FileWrite($hFile, $sText)
FileClose($hFile)
WinClose("NetShare")
If Not ProcessWaitClose($iPid, 20) Then Exit 4
