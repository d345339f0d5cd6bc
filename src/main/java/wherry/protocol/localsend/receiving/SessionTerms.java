package wherry.protocol.localsend.receiving;

import wherry.transfer.Watchdog;

/** Groups what is settled about a session when it begins. */
record SessionTerms(Lasting lasting, SessionTimes times, Watchdog watchdog) {}
