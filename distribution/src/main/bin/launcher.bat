@echo off
rem Starts the program that this file is named after.
rem RNN4J_JAVA_OPTIONS has more options for Java, such as -Xmx8g.
setlocal
set "PROGRAM=%~n0"
set "LIB=%~dp0..\lib"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo %PROGRAM%: There is no Java. Install a JDK 17 or newer, and add it to PATH or set JAVA_HOME. 1>&2
  exit /b 1
)
for %%J in ("%LIB%\%PROGRAM%-*.jar") do set "JAR=%%~fJ"
"%JAVA%" "@%LIB%\java.options" --add-modules=jdk.incubator.vector %RNN4J_JAVA_OPTIONS% "-Drnn4j.command=%PROGRAM%" -jar "%JAR%" %*
exit /b %errorlevel%
