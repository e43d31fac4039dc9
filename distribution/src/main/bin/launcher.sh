#!/bin/sh
# Starts the program that this file is named after, from any folder and through symbolic links.
# RNN4J_JAVA_OPTIONS has more options for Java, separated by spaces, such as -Xmx8g.
# faster-start as the only argument makes an archive of classes, from which this Java starts the program faster.

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
  break
done

# Starts Java with the options of all programs and others.
with_options() {
  # shellcheck disable=SC2086 # It is empty, or one word.
  "$java" "@$home/lib/java.options" $vector "$@"
}

# A short command spends half of its time loading classes. An archive of them (class data sharing) fits one Java, which its
# name says, with its size: Java would crash if it were truncated. Java ignores one that does not fit, and prints nothing.
archives=$home/lib/classes
key=$program-$(cksum < "$release" 2> /dev/null | tr -d ' ')

if [ "$1" = faster-start ] && [ $# -eq 1 ]; then
  case $program in
    rnn-imdb) use=predict ;;
    rnn-charlm) use=sample ;;
    *) use=forecast ;;
  esac
  mkdir -p "$archives" 2> /dev/null && [ -w "$archives" ] || fail "Cannot write to $archives."
  work=$(mktemp -d "$archives/work.XXXXXX") || exit 1
  trap 'rm -rf "$work"' EXIT
  trap 'exit 1' HUP INT TERM
  echo "Training a small network, and using it once..."
  with_options -jar "$jar" train --fast-dev-run "--runs=$work" --name=run > "$work/log" 2>&1 || fail "The training failed: $(tail -n 1 "$work/log")"
  text=
  [ $use != predict ] || text=text
  with_options -Xlog:disable "-XX:ArchiveClassesAtExit=$work/made" -jar "$jar" $use "$work/run" $text > "$work/log" 2>&1
  [ -s "$work/made" ] || fail "This Java makes no archive of classes: $(tail -n 1 "$work/log")"
  with_options -Xlog:disable "-Xlog:class+load:file=$work/loaded" "-XX:SharedArchiveFile=$work/made" \
    -jar "$jar" --version > "$work/log" 2>&1
  grep -q 'io\.github\.rnn4j\..*shared objects' "$work/loaded" \
    || fail "This Java does not use an archive of classes for $home. Java 17 does not if the name has a space or a letter that is not ASCII."
  rm -f "$archives/$key"-*.jsa
  mv "$work/made" "$archives/$key-$(($(wc -c < "$work/made"))).jsa" || exit 1
  echo "From now on, $program starts faster with this Java."
  exit 0
fi

classes=
for file in "$archives/$key"-*.jsa; do
  if [ -r "$file" ] && [ "$file" = "$archives/$key-$(($(wc -c < "$file"))).jsa" ]; then
    classes=-XX:SharedArchiveFile=$file
  fi
done

# shellcheck disable=SC2086 # Several options without spaces.
exec "$java" "@$home/lib/java.options" $vector ${classes:+-Xlog:disable "$classes"} $RNN4J_JAVA_OPTIONS \
  "-Drnn4j.command=$typed" -jar "$jar" "$@"
