package dev.sluice.app;

import jakarta.annotation.PreDestroy;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/// The JAX-RS application. A server makes it after [Boot] has started the gateway.
@ApplicationPath("/")
public class SluiceApplication extends Application {
    private final Gateway gateway;

    /// For servers.
    public SluiceApplication() {
        this(Boot.gateway());
    }

    SluiceApplication(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public Set<Object> getSingletons() {
        gateway.mistakenWarnings().expect();
        return gateway.doors();
    }

    /// Jersey says so before it can answer no more, and before the server tells [Boot].
    @PreDestroy
    public void stop() {
        gateway.stopServing();
    }

    /// Jersey holds back the first 8 KB of an answer unless told not to, which would hold back the first events.
    @Override
    public Map<String, Object> getProperties() {
        return Map.of(
                "jersey.config.server.contentLength.buffer", 0,
                "jersey.config.disableAutoDiscovery", true,
                "jersey.config.disableDefaultProvider", "DOM,RENDERED_IMAGE,SOURCE",
                "jersey.config.server.wadl.disableWadl", true,
                "jersey.config.server.response.setStatusOverSendError", true);
    }
}
