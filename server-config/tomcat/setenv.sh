# Goes to $CATALINA_BASE/bin/setenv.sh; catalina.sh reads it at each start. JAVA_HOME must name a JDK of version 21 or newer.
CATALINA_PID="${CATALINA_PID:-$CATALINA_BASE/temp/catalina.pid}"
CATALINA_OPTS="$CATALINA_OPTS -Xms${SLUICE_HEAP:-512m} -Xmx${SLUICE_HEAP:-512m} -XX:+ExitOnOutOfMemoryError"
