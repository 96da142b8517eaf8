// Every option of the `kiln` command, once: the parser, --help, the man page and the shell completion come from here.
// Whatever Clang has is spelled with one dash as in Clang; Kiln's own options have two.
include "llvm/Option/OptParser.td"

// Which subcommand knows an option.
def TranslateOption : OptionVisibility;
def RunOption : OptionVisibility;
def TestOption : OptionVisibility;
def GoldenOption : OptionVisibility;
def ReflectOption : OptionVisibility;
def DevicesOption : OptionVisibility;
def FuzzOption : OptionVisibility;
def CheckOption : OptionVisibility;
def ValidateOption : OptionVisibility;
def CacheOption : OptionVisibility;
def DoctorOption : OptionVisibility;
def ReportOption : OptionVisibility;

class Translate { list<OptionVisibility> Visibility = [TranslateOption]; }
class Compile {  // of a kernel's source, by whichever subcommand
  list<OptionVisibility> Visibility = [TranslateOption, RunOption, TestOption, GoldenOption, ReflectOption, FuzzOption,
                                        ValidateOption, ReportOption];
}
class Run { list<OptionVisibility> Visibility = [RunOption]; }
class RunOrValidate { list<OptionVisibility> Visibility = [RunOption, ValidateOption, ReportOption]; }
class Validate { list<OptionVisibility> Visibility = [ValidateOption, ReportOption]; }
class Fuzz { list<OptionVisibility> Visibility = [FuzzOption]; }
class Test { list<OptionVisibility> Visibility = [TestOption]; }
class Anywhere {
  list<OptionVisibility> Visibility =
      [TranslateOption, RunOption, TestOption, GoldenOption, ReflectOption, DevicesOption, FuzzOption, CheckOption,
       ValidateOption, CacheOption, DoctorOption, ReportOption];
}

// The help text of a group is its heading, in the order of first use below.
def output_Group : OptionGroup<"<output>"> { let HelpText = "Output"; }
def target_Group : OptionGroup<"<target>"> { let HelpText = "Target"; }
def run_Group : OptionGroup<"<run>"> { let HelpText = "Running a kernel"; }
def telemetry_Group : OptionGroup<"<telemetry>"> { let HelpText = "Telemetry"; }
def test_Group : OptionGroup<"<test>"> { let HelpText = "Testing"; }
def validate_Group : OptionGroup<"<validate>"> { let HelpText = "Validating"; }
def fuzz_Group : OptionGroup<"<fuzz>"> { let HelpText = "Random kernels"; }
def golden_Group : OptionGroup<"<golden>"> { let HelpText = "Golden files"; }
def devices_Group : OptionGroup<"<devices>"> { let HelpText = "Devices"; }
def cache_Group : OptionGroup<"<cache>"> { let HelpText = "Cache"; }
def general_Group : OptionGroup<"<general>"> { let HelpText = "General"; }
def inside_Group : OptionGroup<"<inside>"> { let HelpText = "Looking inside"; }

// Options of these groups reach the front end as they are, in their order.
def clang_Group : OptionGroup<"<clang>">;
def language_Group : OptionGroup<"<language>"> { let HelpText = "Language"; let Group = clang_Group; }
def preprocessor_Group : OptionGroup<"<preprocessor>"> { let HelpText = "Preprocessor"; let Group = clang_Group; }
def warning_Group : OptionGroup<"<warning>"> { let HelpText = "Warnings"; let Group = clang_Group; }
// These are Clang's too, but Kiln acts on them itself.
def dependency_Group : OptionGroup<"<dependency>"> { let HelpText = "Dependency files"; }
def diagnostic_Group : OptionGroup<"<diagnostic>"> { let HelpText = "Diagnostics"; }

//===-- Output ----------------------------------------------------------------------------------------------------===//
def o : JoinedOrSeparate<["-"], "o">, Group<output_Group>, Visibility<[TranslateOption, ReportOption]>, MetaVarName<"FILE">,
        HelpText<"Write FILE; its suffix says what: .spv, .spvasm, .inc, .c, .h, .comp or .glsl, .metal, .hlsl, .json "
                 "(reflection), .ll (LLVM IR of the front end). May be repeated. %f is the input's name without suffix, "
                 "%k the kernel's name: one file for each. - is standard output. kiln report: the page">;
def emit_EQ : Joined<["--"], "emit=">, Group<output_Group>, Translate, MetaVarName<"KIND">,
              Values<"spv,spvasm,inc,c,h,glsl,msl,hlsl,json,ll">,
              HelpText<"What to write to an output whose suffix does not say it; alone: to standard output">;
def reflect_EQ : Joined<["--"], "reflect=">, Group<output_Group>, Translate, MetaVarName<"FILE">,
                 HelpText<"Write the reflection, as JSON, of the first output's target">;
def source_map_EQ : Joined<["--"], "source-map=">, Group<output_Group>, Translate, MetaVarName<"FILE.json">,
                    HelpText<"Write which line of the sources each line of the texts comes from">;
def metal_host_EQ : Joined<["--"], "metal-host=">, Group<output_Group>, Visibility<[ReflectOption]>, MetaVarName<"LANGUAGE">,
                    Values<"swift,objc">,
                    HelpText<"Print host code that launches the kernels on Metal: swift (default) or objc, Objective-C++">;
def metal_host : Flag<["--"], "metal-host">, Flags<[HelpHidden]>, Group<output_Group>, Visibility<[ReflectOption]>,
                 Alias<metal_host_EQ>, AliasArgs<["swift"]>;
def namespace_EQ : Joined<["--"], "namespace=">, Group<output_Group>, Translate, MetaVarName<"NAME">,
                   HelpText<"C++ namespace of a .h output (default: kiln_ and the file's name)">;
def variable_EQ : Joined<["--"], "variable=">, Group<output_Group>, Translate, MetaVarName<"NAME">,
                  HelpText<"Name of the array in a .c or .h output (default: from the file's name)">;
def E : Flag<["-"], "E">, Group<output_Group>, Translate,
        HelpText<"Only preprocess; write to -o or standard output">;
def fsyntax_only : Flag<["-"], "fsyntax-only">, Group<output_Group>, Translate,
                   HelpText<"Only check the source; write nothing">;
def save_temps : Flag<["-"], "save-temps">, Group<output_Group>, Visibility<[TranslateOption, TestOption, ValidateOption]>,
                 HelpText<"Keep the preprocessed source, the LLVM IR and the SPIR-V assembly beside the first output; "
                          "kiln test and validate: keep the GLSL and Metal texts here">;
def c : Flag<["-"], "c">, Flags<[HelpHidden]>, Translate, HelpText<"Accepted for Clang's sake; has no effect">;

//===-- Target ----------------------------------------------------------------------------------------------------===//
def target_EQ : Joined<["--"], "target=">, Group<target_Group>, MetaVarName<"PROFILE">,
                Visibility<[TranslateOption, RunOption, TestOption, GoldenOption, ReflectOption, FuzzOption, CheckOption,
                            ValidateOption, ReportOption]>,
                HelpText<"What the target can do: vulkan1.1, vulkan1.3, glsl460, metal2.4, metal3.0, hlsl6. One for each "
                         "language; it serves the outputs in its language">;
def kernel_EQ : Joined<["--"], "kernel=">, Group<target_Group>, MetaVarName<"NAME">,
                Visibility<[TranslateOption, RunOption, ReflectOption, ValidateOption, ReportOption]>,
                HelpText<"Translate or run this kernel only; may be repeated when translating">;
def addressing_EQ : Joined<["--"], "addressing=">, Group<target_Group>, Compile, MetaVarName<"MODEL">,
                    Values<"auto,logical,physical">,
                    HelpText<"How pointers reach memory: logical, as offsets into the kernel's buffers; "
                             "physical, as 64-bit device addresses; auto (default), physical where "
                             "logical cannot express the kernel">;
def fp64_EQ : Joined<["--"], "fp64=">, Group<target_Group>, Compile, MetaVarName<"POLICY">, Values<"demote,error">,
              HelpText<"Floating-point constants without suffix, for a target that has no double: demote (default), they are "
                       "floats, and a remark says so; error, each is an error. A declared double is an error there">;
def m32 : Flag<["-"], "m32">, Group<target_Group>, Compile, HelpText<"size_t and pointers have 32 bits (default)">;
def m64 : Flag<["-"], "m64">, Group<target_Group>, Compile, HelpText<"size_t and pointers have 64 bits">;
def O : Joined<["-"], "O">, Group<target_Group>, Compile, MetaVarName<"<level>">, Values<"0,1,2,3,s">,
        HelpText<"Optimise: 0, 1, 2 (default), 3 or s">;
def O_flag : Flag<["-"], "O">, Flags<[HelpHidden]>, Group<target_Group>, Compile, Alias<O>, AliasArgs<["1"]>;
def g : Flag<["-"], "g">, Group<target_Group>, Compile,
        HelpText<"Keep source lines: OpLine in SPIR-V, #line in the texts">;
def gline_tables_only : Flag<["-"], "gline-tables-only">, Flags<[HelpHidden]>, Group<target_Group>, Compile, Alias<g>;
def g0 : Flag<["-"], "g0">, Flags<[HelpHidden]>, Group<target_Group>, Compile, HelpText<"Undo -g">;

//===-- kiln run --------------------------------------------------------------------------------------------------===//
def global_EQ : Joined<["--"], "global=">, Group<run_Group>, RunOrValidate, MetaVarName<"X[,Y[,Z]]">,
                HelpText<"Global work size">;
def local_EQ : Joined<["--"], "local=">, Group<run_Group>, RunOrValidate, MetaVarName<"X[,Y[,Z]]">,
               HelpText<"Work-group size (default: the kernel's, else chosen)">;
def offset_EQ : Joined<["--"], "offset=">, Group<run_Group>, Run, MetaVarName<"X[,Y[,Z]]">,
                HelpText<"Global offset">;
def arg_EQ : Joined<["--"], "arg=">, Group<run_Group>, Run, MetaVarName<"VALUE">,
             HelpText<"The next argument: 1024xf32=@x.npy, 1024xf32=random:7, 1024xf32=zeros, 2.5, local:256, "
                      "image:photo.png, sampler:linear">;
def out_EQ : Joined<["--"], "out=">, Group<run_Group>, Run, MetaVarName<"I:FILE">,
             HelpText<"Write argument I, counted from 0, after the run: a buffer as .npy, an image as .png or .npy">;
def expect_EQ : Joined<["--"], "expect=">, Group<run_Group>, Run, MetaVarName<"I:FILE">,
                HelpText<"Compare argument I with FILE, or with contents as in --arg; exit code 3 when they "
                          "differ">;
def ulp_EQ : Joined<["--"], "ulp=">, Group<run_Group>, RunOrValidate, MetaVarName<"N">,
             HelpText<"Let floating-point values differ by N units in the last place">;
def rtol_EQ : Joined<["--"], "rtol=">, Group<run_Group>, RunOrValidate, MetaVarName<"X">,
              HelpText<"Let floating-point values differ by X times the expected value">;
def reflection_EQ : Joined<["--"], "reflection=">, Group<run_Group>, Run, MetaVarName<"FILE.json">,
                    HelpText<"What host code must know about a .spv that does not hold it: one that another compiler "
                             "made of a text of Kiln's">;
def repeat_EQ : Joined<["--"], "repeat=">, Group<run_Group>, Run, MetaVarName<"N">,
                HelpText<"Launch N times; -v shows how the GPU times spread">;
def printf_buffer_EQ : Joined<["--"], "printf-buffer=">, Group<run_Group>, Run, MetaVarName<"BYTES">,
                       HelpText<"Memory for what a launch prints (default: 1048576); what finds it full is counted">;
def atol_EQ : Joined<["--"], "atol=">, Group<run_Group>, RunOrValidate, MetaVarName<"X">,
              HelpText<"Let floating-point values differ by X">;

def check : Flag<["--"], "check">, Group<run_Group>, Visibility<[RunOption, TestOption, ValidateOption]>,
            HelpText<"Run on the CPU reference and say, with the line, where the kernel leaves its memory, uses what was "
                     "never set, races, misses a barrier, divides by zero or shifts too far; exit code 1 when it does. kiln test, kiln validate: such a test fails on the route cpu">;
def explain : Flag<["--"], "explain">, Group<run_Group>, Run,
              HelpText<"Say how the work-group size came about">;
def memory_EQ : Joined<["--"], "memory=">, Group<run_Group>, Run, MetaVarName<"USE">,
                Values<"auto,device-local,host-visible,readback,unified">,
                HelpText<"Which memory the buffers lie in: auto (default), device-local, host-visible, readback or unified; "
                         "kiln devices says what each is">;
def memory_quota_EQ : Joined<["--"], "memory-quota=">, Group<run_Group>, Run, MetaVarName<"BYTES">,
                      HelpText<"Device memory that may be taken in all (default: no limit)">;

def telemetry_EQ : Joined<["--"], "telemetry=">, Group<telemetry_Group>, Run, MetaVarName<"FILE.jsonl">,
                   HelpText<"Write what happens, one JSON object a line (default: $KILN_TELEMETRY); %p is the number of the process">;
def trace_EQ : Joined<["--"], "trace=">, Group<telemetry_Group>, Run, MetaVarName<"FILE.json">,
               HelpText<"Write a trace for Perfetto or chrome://tracing (default: $KILN_TRACE)">;
def metrics_EQ : Joined<["--"], "metrics=">, Group<telemetry_Group>, Run, MetaVarName<"FILE.prom">,
                 HelpText<"Write what was counted, in Prometheus' text format, after the run">;
def metrics_port_EQ : Joined<["--"], "metrics-port=">, Group<telemetry_Group>, Run, MetaVarName<"[ADDRESS:]PORT">,
                      HelpText<"Serve it over HTTP meanwhile, at /metrics; without ADDRESS to this machine only; "
                               "port 0: any that is free (default: $KILN_METRICS_PORT)">;
def slow_EQ : Joined<["--"], "slow=">, Group<telemetry_Group>, Run, MetaVarName<"SECONDS">,
              HelpText<"Say on standard error what takes at least so long (default: $KILN_SLOW)">;

//===-- kiln test, kiln golden ------------------------------------------------------------------------------------===//
def filter_EQ : Joined<["--"], "filter=">, Group<test_Group>, MetaVarName<"TEXT">,
                Visibility<[TestOption, GoldenOption, ValidateOption, ReportOption]>, HelpText<"Only what has TEXT in its name; kiln test also takes a glob, or /an expression/">;
def junit_EQ : Joined<["--"], "junit=">, Group<test_Group>, Visibility<[TestOption, ValidateOption]>, MetaVarName<"FILE.xml">,
               HelpText<"Write the results in JUnit's format">;
def expectations_EQ : Joined<["--"], "expectations=">, Group<test_Group>, Test, MetaVarName<"FILE">,
                      HelpText<"Tests that are known not to pass, each with its reason; an unexpected pass fails">;
def nonfinite_EQ : Joined<["--"], "nonfinite=">, Group<test_Group>, Test, MetaVarName<"exact|any">,
                   HelpText<"Whether only itself meets an expected NaN or infinity (exact: the default), or any value, as in piglit's own comparison">;
def jobs : JoinedOrSeparate<["-"], "j">, Group<test_Group>, MetaVarName<"N">, Test,
           HelpText<"Test N files at a time (default: number of processors)">;
def routes_EQ : Joined<["--"], "routes=">, Group<test_Group>, Visibility<[TestOption, FuzzOption, ValidateOption, ReportOption]>, MetaVarName<"LIST">,
                HelpText<"What to run the tests on: spirv (default), glsl, recompiled by glslang, msl, executed on the CPU, "
                         "and cpu, the source itself; several, with commas, print a matrix. kiln validate: all (default)">;
def timeout_EQ : Joined<["--"], "timeout=">, Group<test_Group>, Visibility<[TestOption, RunOption, ValidateOption, ReportOption]>,
                 MetaVarName<"SECONDS">,
                 HelpText<"Time for one file (default: 120); kiln run: for what the device does at a time, compiling "
                          "apart, or none (default: $KILN_TIMEOUT, else 60)">;
def update : Flag<["--"], "update">, Group<golden_Group>, Visibility<[GoldenOption]>,
             HelpText<"Rewrite the golden files that differ; refused when the variable CI is set">;

//===-- kiln fuzz ---------------------------------------------------------------------------------------------===//
def seed_EQ : Joined<["--"], "seed=">, Group<fuzz_Group>, Visibility<[FuzzOption, ValidateOption, ReportOption]>,
              MetaVarName<"N">,
              HelpText<"The first kernel's (default: 1); the next have the numbers after it. kiln validate: of the inputs">;
def count_EQ : Joined<["--"], "count=">, Group<fuzz_Group>, Fuzz, MetaVarName<"N">,
               HelpText<"How many kernels (default: 100)">;
def keep_EQ : Joined<["--"], "keep=">, Group<fuzz_Group>, Fuzz, MetaVarName<"FOLDER">,
              HelpText<"Where kernels that fail are written, as tests for kiln test (default: this folder)">;
def oracle_EQ : Joined<["--"], "oracle=">, Group<fuzz_Group>, Fuzz, MetaVarName<"WHICH">,
                HelpText<"What is right: cpu (default: the reference on this processor) or opencl (an installed implementation)">;
def no_reduce : Flag<["--"], "no-reduce">, Group<fuzz_Group>, Fuzz,
                HelpText<"Write them as they are instead of making them smaller first">;

//===-- kiln validate ---------------------------------------------------------------------------------------------===//
def input_EQ : Joined<["--"], "input=">, Group<validate_Group>, Validate, MetaVarName<"I:VALUE">,
               HelpText<"Argument I, counted from 0, is this, as in kiln run's --arg, and is not made up">;
def elements_EQ : Joined<["--"], "elements=">, Group<validate_Group>, Validate, MetaVarName<"N">,
                  HelpText<"Elements of a buffer that is made up (default: by the work-items)">;
def range_EQ : Joined<["--"], "range=">, Group<validate_Group>, Validate, MetaVarName<"LOW,HIGH">,
               HelpText<"Of numbers in buffers that are made up (default: any integers, floating-point from -1 to 1)">;
def json_EQ : Joined<["--"], "json=">, Group<validate_Group>, Visibility<[ValidateOption]>, MetaVarName<"FILE.json">,
              HelpText<"Write the results as JSON">;

def no_validate : Flag<["--"], "no-validate">, Group<validate_Group>, Visibility<[ReportOption]>,
                  HelpText<"Run nothing: the page has no results">;

//===-- Devices ---------------------------------------------------------------------------------------------------===//
def device_EQ : Joined<["--"], "device=">, Group<devices_Group>, Visibility<[RunOption, TestOption, FuzzOption, ValidateOption, ReportOption]>,
                MetaVarName<"WHICH">,
                HelpText<"Vulkan device: auto, an index, a part of its name, or its UUID (default: $KILN_DEVICE); kiln run: or cpu">;
def json : Flag<["--"], "json">, Group<devices_Group>, Visibility<[DevicesOption, CacheOption, DoctorOption]>,
           HelpText<"Print it as JSON">;

//===-- Cache -----------------------------------------------------------------------------------------------------===//
def cache_dir_EQ : Joined<["--"], "cache-dir=">, Group<cache_Group>, Visibility<[TranslateOption, RunOption, CacheOption, DoctorOption]>,
                   MetaVarName<"DIR">,
                   HelpText<"Keep translations in DIR and take them from there (default: $KILN_CACHE_DIR; without it none is kept)">;
def no_cache : Flag<["--"], "no-cache">, Group<cache_Group>, Visibility<[TranslateOption, RunOption]>,
               HelpText<"Translate in any case">;

//===-- Language: Clang's -----------------------------------------------------------------------------------------===//
def x : JoinedOrSeparate<["-"], "x">, Group<language_Group>, Compile, MetaVarName<"LANGUAGE">, Values<"cl,clcpp">,
        HelpText<"Language of the inputs: cl (OpenCL C) or clcpp (C++ for OpenCL)">;
def cl_std_EQ : Joined<["-"], "cl-std=">, Group<language_Group>, Compile, MetaVarName<"STANDARD">,
                Values<"CL,CL1.0,CL1.1,CL1.2,CL2.0,CL3.0,CLC++,CLC++1.0,CLC++2021,cl,cl1.0,cl1.1,cl1.2,cl2.0,cl3.0,"
                       "clc++,clc++1.0,clc++2021">,
                HelpText<"Language standard: CL1.0, CL1.1, CL1.2, CL2.0, CL3.0, CLC++1.0, CLC++2021">;
def cl_ext_EQ : CommaJoined<["-"], "cl-ext=">, Group<language_Group>, Compile, MetaVarName<"+EXT,-EXT">,
                HelpText<"Switch OpenCL extensions on or off">;
class ClFlag<string name> : Flag<["-"], name>, Group<language_Group>, Compile;
def cl_opt_disable : ClFlag<"cl-opt-disable">, HelpText<"Disable optimisation">;
def cl_single_precision_constant : ClFlag<"cl-single-precision-constant">,
                                   HelpText<"Treat double-precision constants as single precision">;
def cl_denorms_are_zero : ClFlag<"cl-denorms-are-zero">, HelpText<"Denormal numbers may be flushed to zero">;
def cl_fp32_correctly_rounded_divide_sqrt : ClFlag<"cl-fp32-correctly-rounded-divide-sqrt">,
                                            HelpText<"Division and sqrt of float are correctly rounded">;
def cl_mad_enable : ClFlag<"cl-mad-enable">, HelpText<"a * b + c may be computed with less precision">;
def cl_no_signed_zeros : ClFlag<"cl-no-signed-zeros">, HelpText<"The sign of zero does not matter">;
def cl_unsafe_math : ClFlag<"cl-unsafe-math-optimizations">,
                     HelpText<"Allow optimisations that ignore IEEE 754; implies the two above">;
def cl_finite_math_only : ClFlag<"cl-finite-math-only">, HelpText<"There are no NaNs and no infinities">;
def cl_fast_relaxed_math : ClFlag<"cl-fast-relaxed-math">,
                           HelpText<"Implies -cl-finite-math-only and -cl-unsafe-math-optimizations">;
def cl_strict_aliasing : ClFlag<"cl-strict-aliasing">, HelpText<"Accepted for OpenCL 1.0; has no effect">;
def cl_uniform_work_group_size : ClFlag<"cl-uniform-work-group-size">,
                                 HelpText<"The global size is a multiple of the work-group size">;
def cl_no_subgroup_ifp : ClFlag<"cl-no-subgroup-ifp">,
                         HelpText<"Subgroups need no independent forward progress">;
def cl_kernel_arg_info : ClFlag<"cl-kernel-arg-info">, HelpText<"Accepted; arguments are always described">;

def cl_no_stdinc : ClFlag<"cl-no-stdinc">, HelpText<"Do not include the declarations of OpenCL's own header">;
def std_EQ : Joined<["-"], "std=">, Flags<[HelpHidden]>, Group<language_Group>, Compile, MetaVarName<"STANDARD">;
def f_Joined : Joined<["-"], "f">, Group<language_Group>, Compile, MetaVarName<"<option>">,
               HelpText<"Clang's other -f options">;
def Xclang : Separate<["-"], "Xclang">, Group<language_Group>, Compile, MetaVarName<"OPTION">,
             HelpText<"An option of Clang's compiler proper">;

//===-- Preprocessor: Clang's -------------------------------------------------------------------------------------===//
class Preprocessor<string name> : JoinedOrSeparate<["-"], name>, Group<preprocessor_Group>, Compile;
def D : Preprocessor<"D">, MetaVarName<"MACRO[=VALUE]">, HelpText<"Define MACRO, as 1 without a value">;
def U : Preprocessor<"U">, MetaVarName<"MACRO">, HelpText<"Undefine MACRO">;
def I : Preprocessor<"I">, MetaVarName<"DIR">, HelpText<"Search DIR for included files">;
def isystem : Preprocessor<"isystem">, MetaVarName<"DIR">, HelpText<"Search DIR after -I, as system headers">;
def iquote : Preprocessor<"iquote">, MetaVarName<"DIR">, HelpText<"Search DIR for files included with quotes">;
def idirafter : Preprocessor<"idirafter">, MetaVarName<"DIR">, HelpText<"Search DIR last">;
def include_ : Preprocessor<"include">, MetaVarName<"FILE">, HelpText<"Include FILE before the input">;

def imacros : Preprocessor<"imacros">, MetaVarName<"FILE">, HelpText<"Take the macros of FILE, not its text">;
def nostdinc : Flag<["-"], "nostdinc">, Group<preprocessor_Group>, Compile, HelpText<"Search no standard folders">;
def P : Flag<["-"], "P">, Group<preprocessor_Group>, Translate, HelpText<"With -E: no line markers">;
def C : Flag<["-"], "C">, Group<preprocessor_Group>, Translate, HelpText<"With -E: keep comments">;
def dM : Flag<["-"], "dM">, Group<preprocessor_Group>, Translate, HelpText<"With -E: print the macros instead">;

//===-- Warnings: Clang's -----------------------------------------------------------------------------------------===//
def W_Joined : Joined<["-"], "W">, Group<warning_Group>, Compile, MetaVarName<"<warning>">,
               HelpText<"Switch a warning on (-Wall), off (-Wno-unused), into an error (-Werror)">;
def w : Flag<["-"], "w">, Group<warning_Group>, Compile, HelpText<"No warnings">;
def pedantic : Flag<["-"], "pedantic">, Group<warning_Group>, Compile, HelpText<"Warn about language extensions">;
def pedantic_errors : Flag<["-"], "pedantic-errors">, Group<warning_Group>, Compile,
                      HelpText<"Language extensions are errors">;
def ferror_limit_EQ : Joined<["-"], "ferror-limit=">, Group<warning_Group>, Compile, MetaVarName<"N">,
                      HelpText<"Stop after N errors; 0: never">;

//===-- Dependency files: Clang's ---------------------------------------------------------------------------------===//
def MD : Flag<["-"], "MD">, Group<dependency_Group>, Translate,
         HelpText<"Write a depfile for make or Ninja as well; the target is the first output as given">;
def MMD : Flag<["-"], "MMD">, Group<dependency_Group>, Translate, HelpText<"Like -MD, without system headers">;
def M : Flag<["-"], "M">, Group<dependency_Group>, Translate,
        HelpText<"Only write the depfile, to -MF, -o or standard output">;
def MM : Flag<["-"], "MM">, Group<dependency_Group>, Translate, HelpText<"Like -M, without system headers">;
def MF : JoinedOrSeparate<["-"], "MF">, Group<dependency_Group>, Translate, MetaVarName<"FILE">,
         HelpText<"Name of the depfile (default: the first output's, with the suffix .d)">;
def MT : JoinedOrSeparate<["-"], "MT">, Group<dependency_Group>, Translate, MetaVarName<"TARGET">,
         HelpText<"Target of the rule, as it is; may be repeated">;
def MQ : JoinedOrSeparate<["-"], "MQ">, Group<dependency_Group>, Translate, MetaVarName<"TARGET">,
         HelpText<"Target of the rule, quoted for make; may be repeated">;
def MP : Flag<["-"], "MP">, Group<dependency_Group>, Translate,
         HelpText<"Add an empty rule for each header, so that a deleted header breaks no build">;

//===-- Diagnostics: Clang's --------------------------------------------------------------------------------------===//
def fcolor_diagnostics : Flag<["-"], "fcolor-diagnostics">, Group<diagnostic_Group>, Compile,
                         HelpText<"Colours (default: on a terminal, unless NO_COLOR is set)">;
def fno_color_diagnostics : Flag<["-"], "fno-color-diagnostics">, Group<diagnostic_Group>, Compile,
                            HelpText<"No colours">;
def fdiagnostics_format_EQ : Joined<["-"], "fdiagnostics-format=">, Group<diagnostic_Group>, Compile,
                             MetaVarName<"FORMAT">, Values<"clang,msvc,json,sarif">,
                             HelpText<"clang (default), msvc, json or sarif">;
def stdin_name_EQ : Joined<["--"], "stdin-name=">, Group<diagnostic_Group>, Compile, MetaVarName<"NAME">,
                    HelpText<"What diagnostics and depfiles call the input '-' (default: <stdin>)">;

//===-- Looking inside --------------------------------------------------------------------------------------------===//
def ftime_report : Flag<["-"], "ftime-report">, Group<inside_Group>, Translate,
                   HelpText<"Print the time of each stage">;
def time_passes : Flag<["--"], "time-passes">, Group<inside_Group>, Translate,
                  HelpText<"Print the time of each pass of the translator">;
def dump_dir_EQ : Joined<["--"], "dump-dir=">, Group<inside_Group>, Translate, MetaVarName<"DIR">,
                  HelpText<"Write the IR after every pass into DIR">;
def stop_after_EQ : Joined<["--"], "stop-after=">, Group<inside_Group>, Translate, MetaVarName<"PASS">,
                    HelpText<"Print the IR after PASS, and write nothing else">;
def fcrash_diagnostics_dir_EQ : Joined<["-"], "fcrash-diagnostics-dir=">, Group<inside_Group>, Compile,
                                MetaVarName<"DIR">,
                                HelpText<"Where the reproducer of an internal error goes (default: $TMPDIR or /tmp)">;

//===-- General ---------------------------------------------------------------------------------------------------===//
def help : Flag<["--", "-"], "help">, Group<general_Group>, Anywhere, HelpText<"Print this help">;
def h : Flag<["-"], "h">, Flags<[HelpHidden]>, Group<general_Group>, Anywhere, Alias<help>;
def version : Flag<["--"], "version">, Group<general_Group>, Anywhere, HelpText<"Print the version">;
def config_EQ : Joined<["--"], "config=">, Group<general_Group>, Anywhere, MetaVarName<"FILE.json">,
                HelpText<"Settings of devices, memory, cache and telemetry; options and the environment come before them "
                         "(default: $KILN_CONFIG)">;
def v : Flag<["-"], "v">, Group<general_Group>, Compile, HelpText<"Print the version and what is done">;
def print_man_page : Flag<["--"], "print-man-page">, Flags<[HelpHidden]>, Translate;
def print_bash_completion : Flag<["--"], "print-bash-completion">, Flags<[HelpHidden]>, Translate;
def debug_crash_EQ : Joined<["--"], "debug-crash=">, Flags<[HelpHidden]>, Translate, Values<"segfault,fatal,internal">,
                     HelpText<"Fail on purpose, for the test of the reproducer">;
