package org.broadsheet;

import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** What a machine without a database, a mail server and a Stripe account needs. Found by the service loader, or not there at all. */
public interface LocalParts {
    /** Starts them and tells the settings under which the product finds them. */
    Map<String, Object> start(Environment environment);

    /** The product is up: connect what needs its address, and tell the person where to click. */
    void ready(ConfigurableApplicationContext product);

    /** After the product has closed. */
    void stop();
}
