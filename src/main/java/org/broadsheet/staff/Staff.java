package org.broadsheet.staff;

import java.net.URI;
import org.springframework.stereotype.Service;

/** Who works here. */
@Service
public class Staff {
    public URI newSetupLink() {
        throw new UnsupportedOperationException();
    }
}
