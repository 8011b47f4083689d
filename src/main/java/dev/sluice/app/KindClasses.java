package dev.sluice.app;

import dev.sluice.provider.ProviderKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/// Finds the classes of provider kinds in every bean archive (a jar or folder with `META-INF/beans.xml`).
///
/// A class is loaded only when its bytes name [ProviderKind], so that starting does not load whole libraries.
final class KindClasses {
    private static final String MARK = "META-INF/beans.xml";
    private static final String OWN = "dev/sluice/provider/";
    private static final String KIND = ProviderKind.class.getName().replace('.', '/');

    private final ClassLoader loader;
    private final List<Class<?>> found = new ArrayList<>();

    private KindClasses(ClassLoader loader) {
        this.loader = loader;
    }

    static List<Class<?>> in(ClassLoader loader) {
        var search = new KindClasses(loader);
        try {
            for (URL mark : Collections.list(loader.getResources(MARK))) {
                search.archive(mark);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the bean archives cannot be read", e);
        }
        return search.found.stream().distinct().toList();
    }

    private void archive(URL mark) throws IOException {
        URLConnection connection = mark.openConnection();
        connection.setUseCaches(false);
        if (connection instanceof JarURLConnection jar) {
            try (JarFile file = jar.getJarFile()) {
                jar(file);
            }
        } else {
            folder(Path.of(root(mark)));
        }
    }

    private void jar(JarFile jar) throws IOException {
        boolean ours = jar.getEntry(KIND + ".class") != null;
        for (var entry : Collections.list(jar.entries())) {
            if (candidate(entry.getName(), ours)) {
                try (var in = jar.getInputStream(entry)) {
                    consider(entry.getName(), in.readAllBytes());
                }
            }
        }
    }

    private void folder(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(file).toString().replace('\\', '/');
                if (candidate(name, Files.exists(root.resolve(KIND + ".class")))) {
                    consider(name, Files.readAllBytes(file));
                }
            }
        }
    }

    /// In our own archive, which may hold libraries too, kinds are where the house has them.
    private static boolean candidate(String name, boolean ours) {
        return name.endsWith(".class")
                && !name.startsWith("META-INF/")
                && (!ours || name.startsWith(OWN) && name.endsWith("Kind.class"));
    }

    private void consider(String name, byte[] bytes) {
        if (!new String(bytes, StandardCharsets.ISO_8859_1).contains(KIND)) {
            return;
        }
        String className = name.substring(0, name.length() - ".class".length()).replace('/', '.');
        try {
            Class<?> type = Class.forName(className, false, loader);
            if (ProviderKind.class.isAssignableFrom(type) && !type.isInterface()) {
                found.add(type);
            }
        } catch (ClassNotFoundException | LinkageError e) {
            throw new IllegalStateException("the provider kind " + className + " cannot be loaded", e);
        }
    }

    private static URI root(URL mark) {
        String address = mark.toString();
        return URI.create(address.substring(0, address.length() - MARK.length()));
    }
}
