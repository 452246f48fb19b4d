use gouji::{check::{Checked,Outcome},form::*,sheet::*,number::Value,locate::*};
use serde_json::Value as J;
use std::collections::*;
fn main(){
  let args:Vec<String>=std::env::args().collect();
  let text=std::fs::read_to_string(&args[1]).unwrap();
  let flag=|s:&str|args.iter().any(|a|a==s);
  let (prev,narr,verbose)=(flag("--previous"),flag("--narrative"),flag("-v"));
  let form=Form::of(edition("2021").unwrap());
  let mut f=Form::default(); f.set(form.table(TableId::T3).unwrap());
  let rs=rules(&f);
  let checked:Vec<Checked>=rs.into_iter().map(|rule|Checked{rule,outcome:Outcome::Holds,left:None,right:None}).collect();
  let mut st:BTreeMap<String,[usize;4]>=BTreeMap::new(); let mut times=vec![];
  for (i,l) in text.lines().enumerate(){
    let d:J=serde_json::from_str(l).unwrap();
    let mut entries=BTreeMap::new();
    let g=|k:&str,r:usize,c:usize|d[k][r][c].as_i64();
    for r in 0..25{for c in 0..7{
      let o=g("observed",r,c);
      entries.insert(CellId{table:TableId::T3,row:r as u8,column:c as u8},Entry{value:o.map(Value::Count),text:o.map(|v|v.to_string()).unwrap_or_default(),state:if o.is_some(){State::Read}else{State::Blank},at:None});
    }}
    let mut ev=Evidence::default();
    if prev { for c in 0..7{ ev.previous.insert(CellId{table:TableId::T3,row:1,column:c as u8},d["prev_out"][c].as_i64().unwrap()); } }
    if narr { for (k,r) in [("new",0u8),("carried_in",1),("done",23),("carry_out",24)]{ if let Some(v)=d["narrative"][k].as_i64(){ ev.claims.push(Claim{value:v,any_of:vec![vec![CellId{table:TableId::T3,row:r,column:6}]]}); } } }
    let sheet=Sheet{form:f,entries};
    let t=std::time::Instant::now();
    let res=raw(&sheet,&checked,&ev);
    times.push(t.elapsed().as_micros() as u64);
    let truth:BTreeMap<(usize,usize),i64>=d["changed"].as_array().unwrap().iter().map(|p|{let (r,c)=(p[0].as_u64().unwrap() as usize,p[1].as_u64().unwrap() as usize);((r,c),g("truth",r,c).unwrap())}).collect();
    let (ans,cut)=&res[0];
    let rank=ans.iter().position(|a|{a.1.iter().map(|(c,v)|((c.row as usize,c.column as usize),*v)).collect::<BTreeMap<_,_>>()==truth});
    let mut names=vec!["all".to_string(),format!("k={}",d["k"]),format!("cells={}",truth.len())];
    if d["k"]==1{names.push(format!("one {}",d["kinds"][0].as_str().unwrap()));}
    if *cut{names.push("cut".into());}
    for n in names{let e=st.entry(n).or_default(); e[0]+=1; e[1]+=(rank==Some(0))as usize; e[2]+=rank.is_some_and(|r|r<3)as usize; e[3]+=rank.is_some() as usize;}
    if verbose&&rank!=Some(0){println!("#{i} {:?} truth {:?} rank {:?}",d["kinds"],truth,rank); for a in ans.iter().take(3){println!("    {:?}",a);}}
  }
  for (k,v) in st{println!("{k:20} {:5} {:.1} {:.1} {:.1}",v[0],100.*v[1] as f64/v[0] as f64,100.*v[2] as f64/v[0] as f64,100.*v[3] as f64/v[0] as f64);}
  times.sort(); let n=times.len(); println!("p50 {} p90 {} p99 {} max {} mean {}",times[n/2],times[n*9/10],times[n*99/100],times[n-1],times.iter().sum::<u64>()/n as u64);
}
