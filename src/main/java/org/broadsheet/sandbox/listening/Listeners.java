package org.broadsheet.sandbox.listening;

import java.util.List;
import java.util.ServiceLoader;

/** All who listen, usually nobody. */
public final class Listeners implements Listener {
    private final List<Listener> found;

    private Listeners(List<Listener> found) {
        this.found = found;
    }

    public static Listeners found() {
        var loader = ServiceLoader.load(Listener.class, Listener.class.getClassLoader());
        return new Listeners(loader.stream().map(ServiceLoader.Provider::get).toList());
    }

    @Override
    public void answered(Exchange exchange) {
        found.forEach(listener -> listener.answered(exchange));
    }

    @Override
    public void sends(String event) {
        found.forEach(listener -> listener.sends(event));
    }
}
