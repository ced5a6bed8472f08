@echo off
rem Starts Verdigris on Windows. The script "verdigris" next to it does the same on Linux and macOS.
rem   VERDIGRIS_JAVA_HOME   the Java runtime to use (21 or newer); otherwise the one in the archive, JAVA_HOME, or PATH
rem   VERDIGRIS_JAVA_OPTS   further options for the JVM
setlocal
for %%I in ("%~dp0..") do set "VERDIGRIS_HOME=%%~fI"
rem A project may contain a java.exe. Windows must not run it because the project is the working directory.
set "NoDefaultCurrentDirectoryInExePath=1"
set "VERDIGRIS_JAVA=java.exe"
if defined JAVA_HOME set "VERDIGRIS_JAVA=%JAVA_HOME%\bin\java.exe"
if exist "%VERDIGRIS_HOME%\runtime\bin\java.exe" set "VERDIGRIS_JAVA=%VERDIGRIS_HOME%\runtime\bin\java.exe"
if defined VERDIGRIS_JAVA_HOME set "VERDIGRIS_JAVA=%VERDIGRIS_JAVA_HOME%\bin\java.exe"
"%VERDIGRIS_JAVA%" -XX:+IgnoreUnrecognizedVMOptions -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xlog:disable %VERDIGRIS_JAVA_OPTS% -cp "%VERDIGRIS_HOME%\lib\*" "-Dverdigris.home=%VERDIGRIS_HOME%" dev.verdigris.cli.Main %*
exit /b %ERRORLEVEL%
