package dev.sluice.http.container;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/// Has Grizzly, in Payara, make its two reasons for a closed connection before the first request of ours.
///
/// They are exceptions, made once in the server's life on the stack of whoever closes the first connection, and an
/// exception holds the classes of its stack: were that our request, the server would keep this deployment in memory
/// for ever. So they are made on a thread whose stack has classes of the JDK only.
public final class GrizzlyClosing {
    private static final System.Logger LOG = System.getLogger("dev.sluice.http");
    private static final String REASONS = "org.glassfish.grizzly.CloseReason";
    private static final long PATIENCE_MILLIS = 5_000;

    private GrizzlyClosing() {}

    /// @param server what loads the server's own classes; where there is no Grizzly, nothing happens
    public static void prepare(ClassLoader server) {
        try {
            Class<?> reasons = Class.forName(REASONS, false, server);
            MethodHandle reason =
                    MethodHandles.publicLookup().findStaticGetter(reasons, "LOCALLY_CLOSED_REASON", reasons);
            Thread maker = Thread.ofPlatform().daemon().name("sluice-grizzly").unstarted(withoutUs(reason));
            maker.start();
            maker.join(PATIENCE_MILLIS);
        } catch (ClassNotFoundException e) {
            LOG.log(System.Logger.Level.TRACE, "this server has no Grizzly");
        } catch (ReflectiveOperationException e) {
            LOG.log(System.Logger.Level.DEBUG, "this Grizzly makes its reasons in another way", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// A lambda would be a class of ours, and so would a proxy that the context class loader defines.
    private static Runnable withoutUs(MethodHandle reason) {
        Thread here = Thread.currentThread();
        ClassLoader usual = here.getContextClassLoader();
        here.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            return MethodHandleProxies.asInterfaceInstance(
                    Runnable.class, reason.asType(MethodType.methodType(void.class)));
        } finally {
            here.setContextClassLoader(usual);
        }
    }
}
