package dev.sluice.app;

import dev.sluice.provider.ProviderKind;
import dev.sluice.upstream.UpstreamClient;
import java.util.List;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;

/// CDI where the server has none. Only the classes that can matter are shown to it: ours, and those of further
/// jars.
final class WeldBeans implements Beans {
    private final WeldContainer container;

    private WeldBeans(WeldContainer container) {
        this.container = container;
    }

    static WeldBeans start() {
        ClassLoader loader = WeldBeans.class.getClassLoader();
        var weld = new Weld()
                .setClassLoader(loader)
                .disableDiscovery()
                .skipShutdownHook()
                .addBeanClass(Seams.class)
                .addBeanClasses(KindClasses.in(loader).toArray(Class<?>[]::new));
        return new WeldBeans(weld.initialize());
    }

    @Override
    public List<ProviderKind> kinds() {
        return container.select(ProviderKind.class).stream().toList();
    }

    @Override
    public UpstreamClient client() {
        return container.select(UpstreamClient.class).get();
    }

    @Override
    public void close() {
        container.shutdown();
    }
}
