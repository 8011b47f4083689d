package dev.sluice.app;

import dev.sluice.config.ConfigInputs;
import dev.sluice.config.ServerClasses;
import dev.sluice.ui.AssetSource;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Starts the gateway when a server deploys it, and stops it when the server takes it away.
@WebListener
public final class Boot implements ServletContextListener {
    /// One for each deployment: a deployment has a class loader of its own.
    private static volatile @Nullable Gateway gateway;

    static Gateway gateway() {
        Gateway started = gateway;
        if (started == null) {
            throw new IllegalStateException("the gateway has not been started");
        }
        return started;
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        if (LateEnds.fitting()) {
            LateEnds.hush();
        }
        ServerClasses.initialise(
                "org.glassfish.grizzly.CloseReason", context.getClass().getClassLoader());
        gateway = Gateway.start(ConfigInputs.ofProcess(Map.of()), assets(context), context.getContextPath());
        context.log("Sluice " + Version.current() + " serves " + context.getContextPath() + "/ with the providers "
                + gateway().summary());
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        Gateway started = gateway;
        gateway = null;
        if (started != null) {
            started.close();
        }
        if (LateEnds.fitting()) {
            LateEnds.end();
        }
        SharedTypes.forget();
    }

    private static AssetSource assets(ServletContext context) {
        return path -> {
            try (var in = context.getResourceAsStream("/" + path)) {
                return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
