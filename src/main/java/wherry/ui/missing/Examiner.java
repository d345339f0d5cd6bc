package wherry.ui.missing;

import java.util.List;
import java.util.function.Supplier;
import wherry.doctor.Diagnosis;
import wherry.doctor.Doctor;
import wherry.doctor.Patient;
import wherry.transfer.Network;

/** Asks the doctor what the window wants to know. Each method blocks for some seconds: never on the event thread. */
public interface Examiner {
    /** See {@link Doctor#examine(List)}. */
    Diagnosis examine(List<Network> networks) throws InterruptedException;

    /** See {@link Doctor#examine(List, Patient)}. */
    Diagnosis examine(List<Network> networks, Patient patient) throws InterruptedException;

    /** See {@link Doctor#examineThisComputer}. */
    Diagnosis examineThisComputer(List<Network> networks) throws InterruptedException;

    /** The real thing, which is made when it is first asked. */
    static Examiner of(Supplier<Doctor> maker) {
        return new Hosted(maker);
    }

    /** Hands every call on to the doctor. */
    final class Hosted implements Examiner {
        private final Supplier<Doctor> maker;
        private Doctor doctor;

        Hosted(Supplier<Doctor> maker) {
            this.maker = maker;
        }

        @Override
        public Diagnosis examine(List<Network> networks) throws InterruptedException {
            return doctor().examine(networks);
        }

        @Override
        public Diagnosis examine(List<Network> networks, Patient patient) throws InterruptedException {
            return doctor().examine(networks, patient);
        }

        @Override
        public Diagnosis examineThisComputer(List<Network> networks) throws InterruptedException {
            return doctor().examineThisComputer(networks);
        }

        private synchronized Doctor doctor() {
            if (doctor == null) {
                doctor = maker.get();
            }
            return doctor;
        }
    }
}
