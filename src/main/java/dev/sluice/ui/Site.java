package dev.sluice.ui;

import dev.sluice.config.DocsConfig;
import org.jspecify.annotations.Nullable;

/// The pages under one configuration of their names; made anew when an operator changes it. Thread-safe.
public final class Site {
    private final AssetSource source;
    private volatile @Nullable Rendering rendering;

    private record Rendering(DocsConfig docs, Pages pages, byte[] openApi) {}

    public Site(AssetSource source) {
        this.source = source;
    }

    Pages pages(DocsConfig docs) {
        return rendering(docs).pages();
    }

    byte[] openApi(DocsConfig docs) {
        return rendering(docs).openApi();
    }

    private Rendering rendering(DocsConfig docs) {
        Rendering now = rendering;
        if (now == null || !now.docs().equals(docs)) {
            var names = new PageNames(docs.title(), docs.description(), docs.swagger(), docs.redoc(), docs.openapi());
            now = new Rendering(docs, new Pages(source, names), OpenApiDocument.bytes(docs));
            rendering = now;
        }
        return now;
    }
}
