package org.broadsheet.sandbox;

import java.net.URI;
import java.util.function.Supplier;
import org.springframework.core.env.Environment;

/** Where the sandbox can be reached, known once its server listens. */
class Address implements Supplier<URI> {
    private final Environment environment;

    Address(Environment environment) {
        this.environment = environment;
    }

    @Override
    public URI get() {
        return URI.create("http://localhost:" + environment.getRequiredProperty("local.server.port"));
    }
}
