# Sourced by the scripts beside it, which have set "here" to this directory: builds what is missing or out of date, and sets "java"
# and "classes".
root=$(dirname "$here")
classpath=$here/target/classpath
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

stale() {
    [ ! -f "$classpath" ] || [ -n "$(find "$root"/pom.xml "$root"/heartbeat-*/pom.xml "$root"/heartbeat-api/src/main \
        "$root"/heartbeat-core/src/main "$here/src/main" -newer "$classpath" | head -n 1)" ]
}

if stale; then
    echo "$(basename "$0"): building (the first time takes a few minutes)" >&2
    rm -f "$classpath"
    (cd "$root" && mvn -q -B -ntp -pl heartbeat-benchmarks -am -Dmaven.test.skip -Dmaven.javadoc.skip -Dmaven.source.skip \
        -Dspotless.check.skip package) </dev/null >&2
fi
classes=$here/target/classes:$(cat "$classpath")
