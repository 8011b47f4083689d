package dev.sluice.config;

import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/// Has classes of the server make what they make once, before this application is the first to use them.
///
/// An exception that a class keeps for all its life holds the classes of the stack on which it was made. Were that our
/// stack, the server would keep this deployment in memory for ever. So it is made on a thread whose stack has classes
/// of the JDK only, and whose context class loader is the server's.
public final class ServerClasses {
    private static final System.Logger LOG = System.getLogger("dev.sluice");
    private static final long PATIENCE_MILLIS = 5_000;

    private ServerClasses() {}

    /// @param name of a public class; a server without it is left alone
    /// @param server what loads the server's own classes
    public static void initialise(String name, ClassLoader server) {
        Thread here = Thread.currentThread();
        ClassLoader usual = here.getContextClassLoader();
        here.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            Thread maker = Thread.ofPlatform()
                    .daemon()
                    .name("sluice-server-classes")
                    .unstarted(withoutUs(Class.forName(name, false, server)));
            maker.setContextClassLoader(server);
            maker.start();
            maker.join(PATIENCE_MILLIS);
        } catch (ClassNotFoundException e) {
            LOG.log(System.Logger.Level.TRACE, "this server has no {0}", name);
        } catch (ReflectiveOperationException e) {
            LOG.log(System.Logger.Level.DEBUG, "a class of the server was not initialised", e);
        } catch (InterruptedException e) {
            here.interrupt();
        } finally {
            here.setContextClassLoader(usual);
        }
    }

    /// A lambda would be a class of ours, and so would a proxy that our context class loader defines.
    private static Runnable withoutUs(Class<?> type) throws ReflectiveOperationException {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        var initialise = lookup.findVirtual(
                MethodHandles.Lookup.class, "ensureInitialized", MethodType.methodType(Class.class, Class.class));
        return MethodHandleProxies.asInterfaceInstance(
                Runnable.class, initialise.bindTo(lookup).bindTo(type).asType(MethodType.methodType(void.class)));
    }
}
