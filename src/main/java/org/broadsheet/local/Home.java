package org.broadsheet.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import java.util.function.Supplier;

/** The folder that local mode keeps between starts, readable by its owner alone: database, mails, and what must stay the same. */
final class Home {
    private final Path folder;
    private final Path kept;

    private Home(Path folder) {
        this.folder = folder;
        this.kept = folder.resolve("kept.properties");
    }

    static Home open(Path folder) {
        var absolute = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
            if (Files.getFileStore(absolute).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(absolute, PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("No folder can be made at " + absolute, e);
        }
        return new Home(absolute);
    }

    Path folder(String name) {
        return folder.resolve(name);
    }

    @Override
    public String toString() {
        return folder.toString();
    }

    /** A value that is made at the first start and is the same ever after. */
    String keep(String name, Supplier<String> first) {
        var properties = read();
        var known = properties.getProperty(name);
        if (known != null) {
            return known;
        }
        var made = first.get();
        properties.setProperty(name, made);
        write(properties);
        return made;
    }

    /** A port that nobody listens on now; the same one at the next start, unless somebody took it. */
    int keepPort(String name) {
        int known = Integer.parseInt(keep(name, () -> String.valueOf(freePort())));
        if (isFree(known)) {
            return known;
        }
        int other = freePort();
        var properties = read();
        properties.setProperty(name, String.valueOf(other));
        write(properties);
        return other;
    }

    static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No free port", e);
        }
    }

    private Properties read() {
        var properties = new Properties();
        if (Files.exists(kept)) {
            try (var in = Files.newBufferedReader(kept)) {
                properties.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + kept, e);
            }
        }
        return properties;
    }

    private void write(Properties properties) {
        // Written aside and moved, so that a crash leaves the old file or the new one, never half of either.
        var aside = folder.resolve("kept.properties.new");
        try {
            try (var out = Files.newBufferedWriter(aside)) {
                properties.store(
                        out, "Made by Broadsheet's local mode. The database cannot be read without the keyset.");
            }
            Files.move(
                    aside,
                    kept,
                    java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + kept, e);
        }
    }
}
