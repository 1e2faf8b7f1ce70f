package org.broadsheet.sandbox.listening;

/**
 * Hears every call and every webhook of every sandbox of this process. Whoever wants to listen (a test that knows what
 * Stripe would say, a tool that records) puts one on the class path, as {@link java.util.ServiceLoader} has it.
 */
public interface Listener {
    void answered(Exchange exchange);

    /** A webhook is about to be sent; an attempt that fails is heard again when it is repeated. */
    void sends(String event);
}
