package org.broadsheet.staff;

import org.springframework.stereotype.Service;

@Service
public class Staff {
    public boolean signedInAsReader() {
        return false;
    }
}
