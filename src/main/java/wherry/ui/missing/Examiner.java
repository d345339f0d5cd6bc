package wherry.ui.missing;

import java.util.List;
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

    /** The real thing. */
    static Examiner of(Doctor doctor) {
        return new Hosted(doctor);
    }

    /** Hands every call on to the doctor. */
    record Hosted(Doctor doctor) implements Examiner {
        @Override
        public Diagnosis examine(List<Network> networks) throws InterruptedException {
            return doctor.examine(networks);
        }

        @Override
        public Diagnosis examine(List<Network> networks, Patient patient) throws InterruptedException {
            return doctor.examine(networks, patient);
        }

        @Override
        public Diagnosis examineThisComputer(List<Network> networks) throws InterruptedException {
            return doctor.examineThisComputer(networks);
        }
    }
}
