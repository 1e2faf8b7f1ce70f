package org.broadsheet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/** What something took: time on the wall, and of processors, since a machine may be shared. */
final class Effort {
    private final ProcessHandle java = ProcessHandle.current();
    private final ProcessHandle postgres;
    private Instant began = Instant.now();
    private Duration javaBefore = Duration.ZERO;
    private Duration postgresBefore = Duration.ZERO;

    private Effort(ProcessHandle postgres) {
        this.postgres = postgres;
    }

    /** PostgreSQL's first process writes its number into the folder of the data. */
    static Effort of(Path data) throws IOException {
        try (var lines = Files.lines(data.resolve("postmaster.pid"))) {
            var number = Long.parseLong(lines.findFirst().orElseThrow().strip());
            return new Effort(ProcessHandle.of(number).orElseThrow());
        }
    }

    void begin() {
        began = Instant.now();
        javaBefore = ofJava();
        postgresBefore = ofPostgres();
    }

    void say(String what) {
        System.out.printf(
                "%8.1f s, processors %6.1f s Java + %6.1f s PostgreSQL  %s%n",
                seconds(Duration.between(began, Instant.now())),
                seconds(ofJava().minus(javaBefore)),
                seconds(ofPostgres().minus(postgresBefore)),
                what);
    }

    private Duration ofJava() {
        return spent(java);
    }

    private Duration ofPostgres() {
        return Stream.concat(Stream.of(postgres), postgres.descendants())
                .map(Effort::spent)
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration spent(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
