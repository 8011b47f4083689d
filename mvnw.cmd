@echo off
rem Runs Maven on this project: the Maven 3.8 or newer of MAVEN_HOME or the PATH, else a pinned release
rem fetched once from the Apache archive and checked. All arguments go to Maven.
rem   SLUICE_MVN_HOME      where a fetched Maven is kept (default %USERPROFILE%\.sluice\maven)
rem   SLUICE_MAVEN_URL     another address of the release's tar.gz, for a mirror
rem   SLUICE_MAVEN_SHA512  its checksum, where the mirror holds another release
setlocal EnableExtensions DisableDelayedExpansion

set "VERSION=3.9.9"
set "URL=https://archive.apache.org/dist/maven/maven-3/%VERSION%/binaries/apache-maven-%VERSION%-bin.tar.gz"
if defined SLUICE_MAVEN_URL set "URL=%SLUICE_MAVEN_URL%"
set "SHA512=a555254d6b53d267965a3404ecb14e53c3827c09c3b94b5678835887ab404556bfaf78dcfe03ba76fa2508649dca8531c74bca4d5846513522404d48e8c4ac8b"
if defined SLUICE_MAVEN_SHA512 set "SHA512=%SLUICE_MAVEN_SHA512%"
cd /d "%~dp0"

if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" goto java_found
set "JAVA_HOME="
where java >nul 2>&1 && goto java_found
for /d %%J in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\jdk*" "%USERPROFILE%\.jdks\*") do (
  if exist "%%~J\bin\javac.exe" set "JAVA_HOME=%%~J"
)
if not defined JAVA_HOME (
  echo mvnw: no Java found: install a JDK 21 or newer, or set JAVA_HOME>&2
  exit /b 1
)
:java_found

set "MVN="
if defined MAVEN_HOME if exist "%MAVEN_HOME%\bin\mvn.cmd" call :try "%MAVEN_HOME%\bin\mvn.cmd"
if defined MVN goto run
for /f "delims=" %%M in ('where mvn.cmd 2^>nul') do if not defined MVN call :try "%%M"
if defined MVN goto run

set "KEPT=%USERPROFILE%\.sluice\maven"
if defined SLUICE_MVN_HOME set "KEPT=%SLUICE_MVN_HOME%"
set "MVN=%KEPT%\apache-maven-%VERSION%\bin\mvn.cmd"
if exist "%MVN%" goto run
echo mvnw: no Maven 3.8 or newer here: fetching %VERSION% from %URL%>&2
if not exist "%KEPT%" mkdir "%KEPT%"
set "ARCHIVE=%KEPT%\maven-%RANDOM%.tar.gz"
curl.exe -fsSL --retry 2 -o "%ARCHIVE%" "%URL%" || (
  echo mvnw: could not fetch %URL%>&2
  exit /b 1
)
set "ACTUAL="
for /f "skip=1 delims=" %%H in ('certutil -hashfile "%ARCHIVE%" SHA512') do if not defined ACTUAL set "ACTUAL=%%H"
set "ACTUAL=%ACTUAL: =%"
if /i not "%ACTUAL%"=="%SHA512%" (
  del "%ARCHIVE%"
  echo mvnw: the download is not Maven %VERSION%: its SHA-512 is %ACTUAL%, expected %SHA512%>&2
  exit /b 1
)
tar.exe -xzf "%ARCHIVE%" -C "%KEPT%" || (
  del "%ARCHIVE%"
  echo mvnw: could not unpack the download>&2
  exit /b 1
)
del "%ARCHIVE%"
echo mvnw: Maven %VERSION% is ready in %KEPT%>&2

:run
call "%MVN%" %*
exit /b %ERRORLEVEL%

rem Takes the Maven %1 when it is 3.8 or newer.
:try
for /f "tokens=3" %%V in ('call %1 -B -v 2^>nul ^| findstr /c:"Apache Maven"') do for /f "tokens=1,2 delims=." %%A in ("%%V") do (
  if %%A GTR 3 set "MVN=%~1"
  if %%A EQU 3 if %%B GEQ 8 set "MVN=%~1"
)
exit /b 0
