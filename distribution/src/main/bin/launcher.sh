#!/bin/sh
# Starts the program that this file is named after, from any folder and through symbolic links.
# RNN4J_JAVA_OPTIONS has more options for Java, separated by spaces, such as -Xmx8g.

typed=$0
file=$0
while [ -h "$file" ]; do
  target=$(readlink "$file")
  case $target in
    /*) file=$target ;;
    *) file=$(dirname -- "$file")/$target ;;
  esac
done
home=$(CDPATH='' cd -- "$(dirname -- "$file")/.." && pwd -P) || exit 1
program=$(basename -- "$file")

fail() {
  echo "$program: $1" >&2
  exit 1
}

if [ -n "$JAVA_HOME" ]; then
  java=$JAVA_HOME/bin/java
  [ -x "$java" ] || fail "JAVA_HOME is '$JAVA_HOME', which has no bin/java. Set it to the folder of a JDK 17 or newer."
else
  java=$(command -v java) || fail "There is no java on the PATH. Install a JDK 17 or newer, or set JAVA_HOME to its folder."
fi

# A JDK says in a file what it is, which is faster than asking it.
while [ -h "$java" ]; do
  target=$(readlink "$java")
  case $target in
    /*) java=$target ;;
    *) java=$(dirname -- "$java")/$target ;;
  esac
done
release=$(dirname -- "$java")/../release
if [ -r "$release" ]; then
  version=$(sed -n 's/^JAVA_VERSION="\(.*\)"$/\1/p' "$release")
else
  version=$("$java" -version 2>&1 | sed -n '1s/.*"\(.*\)".*/\1/p')
fi
case $version in
  1.* | 9 | 9.* | 10 | 10.* | 11 | 11.* | 12 | 12.* | 13 | 13.* | 14 | 14.* | 15 | 15.* | 16 | 16.*)
    fail "$java is Java $version, which is too old. Install a JDK 17 or newer, and set JAVA_HOME to its folder."
    ;;
esac

# The vector instructions are in a module that a reduced runtime may lack; the programs also run without them.
vector=--add-modules=jdk.incubator.vector
if [ -r "$release" ] && grep -q '^MODULES=' "$release" && ! grep -q '[" ]jdk\.incubator\.vector[" ]' "$release"; then
  vector=
fi

for jar in "$home/lib/$program"-[0-9]*.jar; do
  # shellcheck disable=SC2086 # Several options without spaces.
  exec "$java" "@$home/lib/java.options" $vector $RNN4J_JAVA_OPTIONS "-Drnn4j.command=$typed" -jar "$jar" "$@"
done
