@echo off
rem Starts the program that this file is named after.
rem RNN4J_JAVA_OPTIONS has more options for Java, such as -Xmx8g.
setlocal
set "PROGRAM=%~n0"
set "LIB=%~dp0..\lib"
set "JAVA=java"
if not defined JAVA_HOME goto found
set "JAVA=%JAVA_HOME%\bin\java"
if exist "%JAVA%.exe" goto found
echo %PROGRAM%: JAVA_HOME is '%JAVA_HOME%', which has no bin\java.exe. Set it to the folder of a JDK 17 or newer. 1>&2
exit /b 1

:found
set "VERSION="
for /f "tokens=3" %%V in ('""%JAVA%" -version 2^>^&1" ^| findstr /c:" version "') do if not defined VERSION set "VERSION=%%~V"
if not defined VERSION (
  echo %PROGRAM%: There is no java on the PATH. Install a JDK 17 or newer, or set JAVA_HOME to its folder. 1>&2
  exit /b 1
)
for /f "delims=.-+" %%M in ("%VERSION%") do set "MAJOR=%%M"
if %MAJOR% LSS 17 (
  echo %PROGRAM%: %JAVA% is Java %VERSION%, which is too old. Install a JDK 17 or newer, and set JAVA_HOME to its folder. 1>&2
  exit /b 1
)

rem The vector instructions are in a module that a reduced runtime may lack; the programs also run without them.
set "VECTOR=--add-modules=jdk.incubator.vector"
if defined JAVA_HOME if exist "%JAVA_HOME%\release" (
  findstr /c:"jdk.incubator.vector" "%JAVA_HOME%\release" >nul || set "VECTOR="
)

for %%J in ("%LIB%\%PROGRAM%-*.jar") do set "JAR=%%~fJ"
"%JAVA%" "@%LIB%\java.options" %VECTOR% %RNN4J_JAVA_OPTIONS% "-Drnn4j.command=%~f0" -jar "%JAR%" %*
exit /b %errorlevel%
