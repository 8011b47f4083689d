package dev.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Hashtable;
import java.util.Map;
import javax.naming.Context;
import javax.naming.NamingException;
import org.apache.naming.ContextBindings;
import org.apache.naming.NamingContext;
import org.junit.jupiter.api.Test;

class ConfigInputsTest {
    private static final String PACKAGES = "java.naming.factory.url.pkgs";

    @Test
    void readsTheProcess() {
        var inputs = ConfigInputs.ofProcess(Map.of("server.port", "0"));
        assertThat(inputs.commandLine()).isEqualTo(Map.of("server.port", "0"));
        assertThat(inputs.environment()).isEqualTo(System.getenv());
        assertThat(inputs.systemProperties()).containsEntry("java.version", System.getProperty("java.version"));
        assertThat(inputs.jndi()).isEmpty();
    }

    @Test
    @SuppressWarnings("BanJNDI")
    void readsJndiWithAllItsFolders() throws NamingException {
        var root = new NamingContext(new Hashtable<>(), "test");
        Context sluice = folder(folder(folder(root, "comp"), "env"), "sluice");
        sluice.bind("home", "/srv/sluice");
        Context limits = folder(sluice, "limits");
        limits.bind("request-timeout", "7s");
        limits.bind("tries-per-provider", 2);
        folder(folder(sluice, "providers"), "gpt-4.1").bind("enabled", false);
        sluice.bind("object", new Object());
        System.setProperty(PACKAGES, "org.apache.naming");
        ContextBindings.bindContext(this, root, this);
        ContextBindings.bindThread(this, this);
        try {
            assertThat(JndiSettings.read())
                    .isEqualTo(Map.of(
                            "home", "/srv/sluice",
                            "limits.request-timeout", "7s",
                            "limits.tries-per-provider", "2",
                            "providers.gpt-4.1.enabled", "false"));
        } finally {
            ContextBindings.unbindThread(this, this);
            ContextBindings.unbindContext(this, this);
            System.clearProperty(PACKAGES);
        }
    }

    @SuppressWarnings("BanJNDI")
    private static Context folder(Context parent, String name) throws NamingException {
        return parent.createSubcontext(name);
    }
}
