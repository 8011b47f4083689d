package dev.sluice.app;

import dev.sluice.config.ConfigInputs;
import dev.sluice.config.ForeignConfig;
import dev.sluice.config.imports.Imported;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// `--import FILE`: prints another gateway's configuration as a `sluice.yaml`, and puts it in place where there is none
/// yet.
final class ConfigImport {
    private final PrintStream out;
    private final PrintStream err;

    ConfigImport(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /// @return 0, or 1 when the configuration could not be put in place
    /// @throws dev.sluice.config.ConfigException where the file cannot be read or is of no gateway that is known
    int run(ConfigInputs inputs, Path file) {
        Imported imported = ForeignConfig.read(file);
        out.print(imported.yaml());
        out.flush();
        imported.remarks().forEach(remark -> err.println("note: " + remark));
        Optional<Path> place = ForeignConfig.free(inputs);
        if (place.isEmpty()) {
            err.println("Printed only: there is a configuration file already, and it is left as it is.");
            return 0;
        }
        return write(place.get(), imported.yaml());
    }

    private int write(Path place, String yaml) {
        try {
            Path folder = place.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(place, "", StandardOpenOption.CREATE_NEW);
            ownerOnly(place);
            Files.writeString(place, yaml);
            err.println("Written to " + place + ".");
            return 0;
        } catch (IOException e) {
            err.println("It could not be written to " + place + " ("
                    + e.getClass().getSimpleName() + "); what is printed can be put there by hand.");
            return 1;
        }
    }

    /// There may be keys in it.
    private static void ownerOnly(Path place) throws IOException {
        if (place.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rw-------"));
        }
    }
}
