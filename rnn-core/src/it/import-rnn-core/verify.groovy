// What the importing project resolved and ran, beyond the exit code that the invoker has checked already.
String log = new File(basedir, 'build.log').text
assert log.contains('Tests run: 2, Failures: 0, Errors: 0, Skipped: 0') :
    'the two tests of the importing project did not both run: see build.log'

File installed = new File(localRepositoryPath, 'io/github/rnn4j')
assert installed.list() as Set == ['rnn-core', 'rnn-parent'] as Set :
    "the importing project sees more of this project than rnn-core and its parent: ${installed.list()}"

def jars = []
new File(localRepositoryPath as String).eachFileRecurse { if (it.name.endsWith('.jar')) jars << it.name }

def natives = jars.findAll { it ==~ /(nd4j-native|openblas|javacpp)-.*-(linux|macosx|windows|android|ios)-.*/ }
def platforms = natives.collect { (it =~ /-((linux|macosx|windows|android|ios)-[a-z0-9_]+)/)[0][1] } as Set
assert platforms.size() == 1 : "native libraries of several platforms were downloaded: ${natives}"

def unwanted = jars.findAll { it ==~ /(opencv|ffmpeg|leptonica|hdf5|mkl|gson|xchart|datavec|joda-time|jackson-(core|databind|annotations)|deeplearning4j-core|picocli)-?.*/ }
assert unwanted.isEmpty() : "rnn-core brought in what it should leave out: ${unwanted}"

// The fixed versions reach the importing project, and not those that Deeplearning4j asks for.
def vulnerable = ['commons-io-2.7.jar', 'commons-compress-1.21.jar', 'commons-net-3.1.jar', 'commons-lang3-3.11.jar']
assert jars.intersect(vulnerable).isEmpty() : "versions with published vulnerabilities: ${jars.intersect(vulnerable)}"
