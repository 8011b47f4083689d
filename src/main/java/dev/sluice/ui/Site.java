package dev.sluice.ui;

import dev.sluice.config.DocsConfig;
import dev.sluice.config.SluiceConfig;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The pages under one configuration of their names; made anew when an operator changes it. Thread-safe.
public final class Site {
    private final AssetSource source;
    private volatile @Nullable Rendering rendering;
    private volatile @Nullable Description description;

    private record Rendering(DocsConfig docs, Optional<URI> publicUrl, Pages pages) {}

    /// What was asked for last: nearly always the same again.
    private record Description(DocsConfig docs, Optional<String> root, byte[] json) {}

    public Site(AssetSource source) {
        this.source = source;
    }

    Pages pages(SluiceConfig config) {
        DocsConfig docs = config.docs();
        Optional<URI> publicUrl = config.server().publicUrl();
        Rendering now = rendering;
        if (now == null || !now.docs().equals(docs) || !now.publicUrl().equals(publicUrl)) {
            var names = new PageNames(docs.title(), docs.description(), docs.swagger(), docs.redoc(), docs.openapi());
            String url = publicUrl.map(URI::toString).orElse("");
            now = new Rendering(docs, publicUrl, new Pages(source, names, url));
            rendering = now;
        }
        return now.pages();
    }

    /// @param root the gateway's address as the caller sees it, where it is told
    byte[] openApi(DocsConfig docs, Optional<String> root) {
        Description now = description;
        if (now == null || !now.docs().equals(docs) || !now.root().equals(root)) {
            now = new Description(docs, root, OpenApiDocument.bytes(docs, root));
            description = now;
        }
        return now.json();
    }
}
