package dev.sluice.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/// An operator's console on a process of this machine, as JConsole is one: attached by the JDK's own tool, it knows
/// none of our classes.
public final class RunningConsole implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("JMXConnectorServer\\.address=\"([^\"]+)\"");

    private final JMXConnector connector;
    private final MBeanServerConnection server;

    private RunningConsole(JMXConnector connector) throws IOException {
        this.connector = connector;
        this.server = connector.getMBeanServerConnection();
    }

    /// The address is the one that the process itself has published on this machine.
    @SuppressWarnings("BanJNDI")
    public static RunningConsole of(long pid) {
        jcmd(pid, "ManagementAgent.start_local");
        Matcher address = ADDRESS.matcher(jcmd(pid, "PerfCounter.print"));
        if (!address.find()) {
            throw new AssertionError("the process " + pid + " has no local management agent");
        }
        try {
            return new RunningConsole(JMXConnectorFactory.connect(new JMXServiceURL(address.group(1))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String jcmd(long pid, String command) {
        String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        return Programs.run(Path.of("."), Map.of(), tool, Long.toString(pid), command)
                .output();
    }

    /// The names of Sluice's beans, such as `type=Gateway,context=/ai`.
    public Set<String> names() {
        try {
            return server.queryNames(new ObjectName("dev.sluice:*"), null).stream()
                    .map(ObjectName::getKeyPropertyListString)
                    .collect(Collectors.toSet());
        } catch (IOException | JMException e) {
            throw new AssertionError(e);
        }
    }

    public Object read(String bean, String attribute) {
        try {
            return server.getAttribute(new ObjectName("dev.sluice:" + bean), attribute);
        } catch (IOException | JMException e) {
            throw new AssertionError(bean + " has no " + attribute, e);
        }
    }

    /// Calls an operation without parameters.
    public Object call(String bean, String operation) throws JMException {
        try {
            return server.invoke(new ObjectName("dev.sluice:" + bean), operation, new Object[0], new String[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The names of the server's threads that serve a request of Sluice now.
    public List<String> threadsAt(String className) throws IOException {
        var threads = ManagementFactory.newPlatformMXBeanProxy(
                server, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
        return Stream.of(threads.dumpAllThreads(false, false))
                .filter(thread -> Stream.of(thread.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(className)))
                .map(ThreadInfo::getThreadName)
                .toList();
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
