package org.broadsheet;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param offsetUrl where the sandbox tells how far its clock is ahead of the wall's; null in production */
@ConfigurationProperties("broadsheet.clock")
record ClockSettings(@Nullable URI offsetUrl) {}
