// What the importing project resolved and ran, beyond the exit code that the invoker has checked already.
String log = new File(basedir, 'build.log').text
assert log.contains('Tests run: 1, Failures: 0, Errors: 0, Skipped: 0') :
    'the test of the importing project did not run: see build.log'

File installed = new File(localRepositoryPath, 'io/github/rnn4j')
assert installed.list() as Set == ['rnn-core', 'rnn-training', 'rnn-parent'] as Set :
    "the importing project sees more of this project than the two libraries and their parent: ${installed.list()}"

def jars = []
new File(localRepositoryPath as String).eachFileRecurse { if (it.name.endsWith('.jar')) jars << it.name }
def unwanted = jars.findAll { it ==~ /(opencv|ffmpeg|leptonica|hdf5|mkl|gson|datavec|joda-time|deeplearning4j-core|picocli)-?.*/ }
assert unwanted.isEmpty() : "rnn-training brought in what it should leave out: ${unwanted}"
